package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.mall.redemption.fixture.RedemptionFixture.Goods;
import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.redemption.fixture.ScriptedChannel.State;
import io.jiaxiao.mall.supply.SupplyNotice.Kind;
import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.testkit.simulation.JdbcFault;
import io.jiaxiao.testkit.simulation.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Four people, three offers, and every order they make; the partners' books are the model. */
final class MallWorld implements World {

    private static final int PEOPLE = 4;
    private static final int AT_ONCE = 4;
    private static final Caller OPERATOR = new Caller("4711", Caller.Kind.USER, Set.of("OPERATOR"), Set.of(), null);

    final SimulationIT mall;
    final List<Long> people = new ArrayList<>();
    final List<Goods> offers;
    private final List<Long> addresses = new ArrayList<>();

    MallWorld(SimulationIT mall) {
        this.mall = mall;
        mall.database().breaking().restart();
        for (int i = 0; i < PEOPLE; i++) {
            long person = mall.aPersonWith(300);
            people.add(person);
            addresses.add(mall.anAddressOf(person));
        }
        offers = List.of(mall.goods(60, 12), mall.card(40, 12), mall.recharge(50, 12));
        speak();
    }

    @Override
    public void restart() {
        mall.database().breaking().restart();
    }

    @Override
    public void close() {
        mall.database().breaking().restart();
        settleAll();
    }

    void agree() {
        quiet();
        new Books(mall.books()).agree(people);
    }

    void redeem(int person, int kind, String key) {
        Goods offer = offers.get(kind);
        allowed(() -> mall.redeem()
                .redeem(new RedeemPoints.Wish(
                        people.get(person),
                        key,
                        offer.id(),
                        1,
                        kind == 0 ? addresses.get(person) : null,
                        kind == 2 ? new Mobile("13798765432") : null,
                        null,
                        null,
                        null)));
    }

    void arm(int call, boolean after) {
        mall.database().breaking().arm(after ? JdbcFault.crashAfter(call) : JdbcFault.crashBefore(call));
    }

    void operate(long id, boolean send) {
        allowed(() -> {
            if (send) {
                mall.operate().send(OPERATOR, id, null, "模拟");
            } else {
                mall.operate().refund(OPERATOR, id, "模拟");
            }
        });
        quiet();
        for (long reversal : mall.waitingReversals(id)) {
            allowed(() -> mall.operate().decide(OPERATOR, id, reversal, true, "模拟"));
        }
    }

    static void allowed(Runnable act) {
        try {
            act.run();
        } catch (RefusedException refusal) {
            // An expected no changes nothing, which the invariants check.
            assertThat(refusal.refusal().code()).isNotEmpty();
        }
    }

    void move(long id, int choice) {
        ScriptedChannel partner = channelOf(id);
        String number = numberOf(id);
        if (!partner.has(number)) {
            return;
        }
        State state = partner.entry(number).state;
        if (state == State.DONE && choice == 3 && partner == mall.partner(2)) {
            partner.is(number, State.REVERSED);
        } else if (state == State.UNDER_WAY && choice == 1 && partner == mall.partner(0)) {
            partner.ships(number, SimulationIT.parcel("A", Parcel.State.SHIPPED));
        } else if (state == State.UNDER_WAY) {
            end(partner, id, number, SimulationIT.end(choice));
        }
    }

    private void end(ScriptedChannel partner, long id, String number, State end) {
        if (end == State.DONE && partner == mall.partner(1)) {
            partner.issues(number, OrderTest.aCard(id));
        } else {
            partner.is(number, end);
        }
    }

    /** No more faults: partners answer and finish what they have, operators decide what waits for them. */
    void settleAll() {
        speak();
        List<Long> orders = mall.ordersOf(people);
        for (int round = 0; round < 12; round++) {
            for (long id : orders) {
                ScriptedChannel partner = channelOf(id);
                String number = numberOf(id);
                if (hasItsEnd(id, partner, number)) {
                    continue;
                }
                if (partner.has(number) && partner.entry(number).state == State.UNDER_WAY) {
                    end(partner, id, number, id % 3 == 0 ? State.FAILED : State.DONE);
                }
                if (partner.has(number) && partner.entry(number).state == State.REVERSED) {
                    mall.tell(partner, number, Kind.REVERSED);
                    quiet();
                }
                mall.turn(id);
                operate(id, false);
            }
        }
        new Books(mall.books()).settled(people);
        orders.forEach(this::partnerAgrees);
        orders.forEach(id -> mall.ends().put(id, mall.state(id)));
    }

    private boolean hasItsEnd(long id, ScriptedChannel partner, String number) {
        String ours = mall.state(id);
        boolean takenBack = partner.has(number) && partner.entry(number).state == State.REVERSED;
        return Set.of("REFUNDED", "RETURNED", "REVERSED").contains(ours) || ours.equals("FULFILLED") && !takenBack;
    }

    /** The partner did it if and only if the points were spent for it. */
    private void partnerAgrees(long id) {
        ScriptedChannel partner = channelOf(id);
        String number = numberOf(id);
        String ours = mall.state(id);
        State theirs = partner.has(number) ? partner.entry(number).state : State.FAILED;
        switch (theirs) {
            case DONE -> assertThat(ours).as("done: %s", number).isEqualTo("FULFILLED");
            case REVERSED -> assertThat(ours).as("reversed: %s", number).isIn("REVERSED", "REFUNDED");
            default -> {
                // Goods a person said had arrived are spent, whatever the channel says later.
                boolean confirmed = mall.steps(id).contains("RECEIVED");
                assertThat(ours).as("%s: %s", theirs, number).isEqualTo(confirmed ? "FULFILLED" : "REFUNDED");
            }
        }
    }

    private void speak() {
        for (int kind = 0; kind < 3; kind++) {
            mall.partner(kind).silent(false);
        }
    }

    /** What runs on the lanes is through. */
    void quiet() {
        for (int kind = 0; kind < 3; kind++) {
            String channel = mall.partner(kind).name();
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> mall.channels().free(channel) == AT_ONCE);
        }
    }

    void onOrder(int choice, java.util.function.LongConsumer act) {
        List<Long> orders = mall.ordersOf(people);
        if (!orders.isEmpty()) {
            act.accept(orders.get(choice % orders.size()));
        }
    }

    ScriptedChannel channelOf(long id) {
        String name = mall.channelOf(id);
        for (int kind = 0; kind < 3; kind++) {
            if (mall.partner(kind).name().equals(name)) {
                return mall.partner(kind);
            }
        }
        throw new AssertionError(name);
    }

    String numberOf(long id) {
        int sends = mall.sendsOf(id);
        return sends == 1 ? Long.toString(id) : id + "R" + sends;
    }

    long ownerOf(long id) {
        return mall.ownerOf(id);
    }
}
