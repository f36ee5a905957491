package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.catalogue.domain.Quote;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.fixture.OrderFixture;
import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.order.fixture.ShopFixture.Family;
import io.jiaxiao.testkit.simulation.Command;
import io.jiaxiao.testkit.simulation.JdbcFault;
import io.jiaxiao.testkit.simulation.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Three families and all they order; the payer's books are the model. What comes over from the old platform (O8) belongs here as
 * one more kind of {@link Act}, beside {@link OrderActs} and {@link BillActs}.
 */
final class OrderWorld implements World {

    static final List<String> PLANS =
            List.of("AIXUE_MOBILE_M1", "GAOKAO_VIP_M3_BACK3", "GAOKAO_VIP_M1", "XIAOXUNTONG_2026A");

    private final OrderSimulationIT shop;
    private final List<Family> families = new ArrayList<>();
    private final Map<Long, String> phones = new HashMap<>();

    OrderWorld(OrderSimulationIT shop) {
        this.shop = shop;
        shop.database().breaking().restart();
        shop.clock().set(Instant.parse("2026-11-30T04:00:00Z"));
        for (int i = 0; i < 3; i++) {
            families.add(ShopFixture.aFamily());
            String phone = OrderFixture.aMobile();
            phones.put(families.getLast().parent(), phone);
            OrderFixture.NEIGHBOURS.mobile(Long.toString(families.getLast().parent()), phone);
        }
    }

    /** Something one instance does, which may die over it. */
    interface Act extends Command<OrderWorld> {
        void in(OrderWorld world);

        @Override
        default void runIn(OrderWorld world) {
            world.allowed(() -> in(world));
        }
    }

    /** The same key now and then, as when an answer got lost on the way to the app. */
    record Order(int family, int plan, int key) implements Act {
        @Override
        public void in(OrderWorld world) {
            Family who = world.families.get(family);
            Quote quote = world.shop
                    .quotes()
                    .give(who.parent(), PLANS.get(plan), who.place().classId(), PayMethod.ALIPAY);
            world.shop
                    .make()
                    .make(new MakePurchase.Wish(
                            who.parent(), "k" + key, quote.id(), who.childId(), PayMethod.ALIPAY, null, null));
        }
    }

    record Pay(int choice, boolean wrongAmount) implements Act {
        @Override
        public void in(OrderWorld world) {
            world.onPurchase(choice, id -> {
                if (wrongAmount) {
                    world.shop.payments().pay("P" + id, 1);
                } else {
                    world.shop.payments().pay("P" + id);
                }
            });
        }
    }

    /** The money was there before anybody heard of the cancellation. */
    record PayLate(int choice) implements Act {
        @Override
        public void in(OrderWorld world) {
            world.onPurchase(choice, id -> {
                world.allowed(() -> world.shop.own().cancel(world.payerOf(id), id));
                world.shop.payments().pay("P" + id);
            });
        }
    }

    record CancelUnpaid(int choice) implements Act {
        @Override
        public void in(OrderWorld world) {
            world.onPurchase(choice, id -> world.shop.own().cancel(world.payerOf(id), id));
        }
    }

    record Expire(int choice) implements Act {
        @Override
        public void in(OrderWorld world) {
            world.onPurchase(choice, id -> world.shop.payments().expire("P" + id));
        }
    }

    /** At once, with the sum the preview showed. */
    record Cancel(int choice) implements Act {
        @Override
        public void in(OrderWorld world) {
            world.onSubscription(choice, id -> {
                long owner = world.ownerOf(id);
                long shown = world.shop.cancel().preview(owner, id).back().fen();
                CancelSubscription.Done done = world.shop
                        .cancel()
                        .cancel(
                                new CancelSubscription.Wish(owner, id, shown),
                                UUID.randomUUID().toString());
                assertThat(done.backFen()).isEqualTo(shown);
            });
        }
    }

    record Keep(int choice, int what, int days) implements Act {
        @Override
        public void in(OrderWorld world) {
            world.onRunning(choice, id -> {
                long owner = world.ownerOf(id);
                switch (what) {
                    case 0 ->
                        world.shop
                                .keep()
                                .pause(
                                        owner,
                                        id,
                                        BusinessDay.of(world.shop.clock().instant())
                                                .plusDays(1 + days));
                    case 1 -> world.shop.keep().resume(owner, id);
                    case 2 -> world.shop.keep().cancelAtEnd(owner, id);
                    default -> world.shop.keep().goOn(owner, id);
                }
            });
        }
    }

    record DaysPass(int days) implements Command<OrderWorld> {
        @Override
        public void runIn(OrderWorld world) {
            world.shop.clock().advanceDays(days);
        }
    }

    record Turn() implements Act {
        @Override
        public void in(OrderWorld world) {
            world.shop.turn();
        }
    }

    record Arrive(int choice) implements Act {
        @Override
        public void in(OrderWorld world) {
            world.onPurchase(choice, id -> world.shop.payments().arrive("P" + id));
        }
    }

    /** The instance dies before or after that call to its database. */
    record Crashing(Act act, int call, boolean after) implements Command<OrderWorld> {
        @Override
        public void runIn(OrderWorld world) {
            var breaking = world.shop.database().breaking();
            breaking.arm(after ? JdbcFault.crashAfter(call) : JdbcFault.crashBefore(call));
            world.shop.database().run(() -> act.runIn(world));
            breaking.disarm();
        }
    }

    OrderSimulationIT shop() {
        return shop;
    }

    Family family(int which) {
        return families.get(which);
    }

    /** The parent's. */
    String phoneOf(long parent) {
        return phones.getOrDefault(parent, "");
    }

    @Override
    public void restart() {
        shop.database().breaking().restart();
    }

    /** No more faults: what waits is closed, money arrives, two years pass. */
    @Override
    public void close() {
        shop.database().breaking().restart();
        purchases().forEach(id -> shop.payments().expire("P" + id));
        BillActs.endAll(this);
        for (int round = 0; round < 30; round++) {
            shop.clock().advanceDays(round < 25 ? 31 : 0);
            shop.turn();
            purchases().forEach(id -> shop.payments().arrive("P" + id));
        }
        agree();
        List<String> states = column("SELECT state FROM purchase WHERE %s");
        assertThat(states).allMatch(List.of("PAID", "REFUNDED", "CLOSED")::contains);
        List<String> ends = column("SELECT state FROM subscription WHERE %s");
        assertThat(ends).allMatch(List.of("EXPIRED", "CANCELLED", "REFUNDED")::contains);
        List<String> instalments =
                column("SELECT i.state FROM promotion_instalment i JOIN purchase ON id = i.purchase_id" + " WHERE %s");
        assertThat(instalments).allMatch(List.of("RETURNED", "FORFEITED")::contains);
        shop.saw(states);
        shop.saw(column("SELECT s.what FROM purchase_step s JOIN purchase ON purchase.id = s.purchase_id WHERE %s"));
        shop.saw(column("SELECT CONCAT(state, '_OUTSIDE') FROM purchase WHERE method = 'OUTSIDE' AND %s"));
        shop.saw(instalments);
        shop.saw(
                column("SELECT e.kind FROM subscription_event e JOIN subscription ON id = e.subscription_id WHERE %s"));
    }

    /** Holds after every step. */
    void agree() {
        new OrderInvariants(this).hold();
    }

    void allowed(Runnable act) {
        try {
            act.run();
        } catch (RefusedException refusal) {
            // An expected no changes nothing, which the invariants check.
            assertThat(refusal.refusal().code()).isNotEmpty();
        }
    }

    void onPurchase(int choice, LongConsumer act) {
        List<Long> all = purchases();
        if (!all.isEmpty()) {
            act.accept(all.get(choice % all.size()));
        }
    }

    void onSubscription(int choice, LongConsumer act) {
        List<Long> all = shop.jdbc()
                .queryForList(
                        "SELECT id FROM subscription WHERE child_id IN (" + children() + ") ORDER BY id", Long.class);
        if (!all.isEmpty()) {
            act.accept(all.get(choice % all.size()));
        }
    }

    void onRunning(int choice, LongConsumer act) {
        List<Long> all = shop.jdbc()
                .queryForList(
                        "SELECT id FROM subscription WHERE open_child IN (" + children() + ") ORDER BY id", Long.class);
        if (!all.isEmpty()) {
            act.accept(all.get(choice % all.size()));
        }
    }

    List<Long> purchases() {
        return shop.jdbc()
                .queryForList(
                        "SELECT id FROM purchase WHERE method = 'ALIPAY' AND child_id IN (" + children()
                                + ") ORDER BY id",
                        Long.class);
    }

    long payerOf(long purchase) {
        return shop.jdbc().queryForObject("SELECT person_id FROM purchase WHERE id = ?", Long.class, purchase);
    }

    long ownerOf(long subscription) {
        return shop.jdbc().queryForObject("SELECT person_id FROM subscription WHERE id = ?", Long.class, subscription);
    }

    List<String> column(String sql) {
        return shop.jdbc().queryForList(sql.formatted("child_id IN (" + children() + ")"), String.class);
    }

    List<Map<String, Object>> rows(String sql) {
        return shop.jdbc().queryForList(sql.replace("%s", "child_id IN (" + children() + ")"));
    }

    String children() {
        return String.join(
                ",",
                families.stream().map(family -> "'" + family.childId() + "'").toList());
    }
}
