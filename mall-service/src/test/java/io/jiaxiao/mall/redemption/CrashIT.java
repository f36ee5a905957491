package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.redemption.fixture.ScriptedChannel.Fate;
import io.jiaxiao.mall.supply.SupplyNotice.Kind;
import io.jiaxiao.testkit.simulation.JdbcFault;
import io.jiaxiao.testkit.simulation.SimulatedCrash;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A process that dies, or loses its connection, at every single call to the database, on each part of the way. */
class CrashIT extends OrderTest {

    private static final List<IntFunction<JdbcFault>> FAULTS =
            List.of(JdbcFault::crashBefore, JdbcFault::crashAfter, JdbcFault::lostBefore, JdbcFault::lostAfter);

    @Autowired
    private RedeemPoints redeem;

    @Test
    void dyingAtAnyCallOfTheAcceptance_leavesAllOfItOrNothing() {
        for (IntFunction<JdbcFault> fault : FAULTS) {
            for (int call = 1; ; call++) {
                long person = aPersonWith(100);
                Goods bill = recharge(100, 1);
                var wish = new RedeemPoints.Wish(
                        person,
                        aKey(),
                        bill.id(),
                        1,
                        null,
                        new io.jiaxiao.kernel.Mobile("13798765432"),
                        null,
                        null,
                        null);
                boolean reached = breakingAt(fault.apply(call), () -> redeem.redeem(wish));
                Long orders =
                        jdbc.queryForObject("SELECT COUNT(*) FROM redemption WHERE person_id = ?", Long.class, person);
                assertThat(held(person)).isEqualTo(orders * 100);
                assertThat(left(bill)).isEqualTo(1 - orders);
                booksAgree(List.of(person));
                // Whoever got no answer asks again with the same key, and there is one order.
                long order = redeem.redeem(wish).id();
                assertThat(held(person)).isEqualTo(100);
                assertThat(available(person)).isZero();
                if (orders == 1) {
                    assertThat(jdbc.queryForObject("SELECT id FROM redemption WHERE person_id = ?", Long.class, person))
                            .isEqualTo(order);
                }
                if (!reached) {
                    assertThat(call).as("calls of an acceptance").isGreaterThan(10);
                    break;
                }
            }
        }
    }

    @Test
    void dyingAtAnyCallOfPlacing_ordersOnce() {
        assertThat(endsOf(Fate.ACCEPTED, ScriptedChannel.State.DONE)).containsExactly("FULFILLED POSTED 1");
    }

    @Test
    void dyingAtAnyCallOfARefusal_refundsOnce() {
        Set<String> ends = endsOf(Fate.REFUSED, ScriptedChannel.State.DONE);
        // Dead before the refusal was stored: the channel is asked, knows nothing, and is sent the same number again.
        assertThat(ends).contains("REFUNDED RELEASED 0").isSubsetOf("REFUNDED RELEASED 0", "FULFILLED POSTED 1");
    }

    @Test
    void dyingAtAnyCallAfterALostAnswer_neverOrdersTwice() {
        assertThat(endsOf(Fate.LOST_ANSWER, ScriptedChannel.State.FAILED)).containsExactly("REFUNDED RELEASED 1");
    }

    @Test
    void dyingAtAnyCallOfANotice_losesNothing() {
        for (IntFunction<JdbcFault> fault : FAULTS) {
            for (int call = 1; ; call++) {
                long person = aPersonWith(100);
                long order = placed(person, card(100, 1));
                CARDS.issues(number(order), aCard(order));
                boolean reached = breakingAt(fault.apply(call), () -> {
                    tell(CARDS, number(order), Kind.FULFILLED);
                    follow.look(order);
                });
                settle(order);
                assertThat(state(order)).isEqualTo("FULFILLED");
                assertThat(events("RedemptionFulfilled", order)).isEqualTo(1);
                booksAgree(List.of(person));
                if (!reached) {
                    break;
                }
            }
        }
    }

    @Test
    void dyingAtAnyCallOfAReversal_givesBackOnce() {
        for (IntFunction<JdbcFault> fault : FAULTS) {
            for (int call = 1; ; call++) {
                long person = aPersonWith(100);
                long order = placed(person, recharge(100, 1));
                BILLS.is(number(order), ScriptedChannel.State.DONE);
                turn(order);
                BILLS.is(number(order), ScriptedChannel.State.REVERSED);
                jdbc.update("UPDATE redemption SET due_at = NOW(3) WHERE id = ?", order);
                boolean reached = breakingAt(fault.apply(call), () -> turn(order));
                settle(order);
                assertThat(state(order)).isEqualTo("REVERSED");
                assertThat(available(person)).isEqualTo(100);
                booksAgree(List.of(person));
                if (!reached) {
                    break;
                }
            }
        }
    }

    /** One order per call and fault; each end as state, state of the hold, orders in the partner's books. */
    private Set<String> endsOf(Fate fate, ScriptedChannel.State end) {
        Set<String> ends = new HashSet<>();
        for (IntFunction<JdbcFault> fault : FAULTS) {
            for (int call = 1; ; call++) {
                long person = aPersonWith(100);
                Goods bill = recharge(100, 1);
                BILLS.plan(bill.channelSku(), fate);
                long order = ordered(person, bill);
                boolean reached = breakingAt(fault.apply(call), () -> placing.place(order));
                if (BILLS.has(number(order))) {
                    BILLS.is(number(order), end);
                }
                settle(order, end);
                ends.add(state(order) + " " + holdState(order) + " " + (BILLS.has(number(order)) ? 1 : 0));
                booksAgree(List.of(person));
                if (!reached) {
                    assertThat(call).as("calls of a placement").isGreaterThan(6);
                    break;
                }
            }
        }
        return ends;
    }

    /** Other instances go on with it until it has an end. */
    private void settle(long order) {
        settle(order, ScriptedChannel.State.DONE);
    }

    private void settle(long order, ScriptedChannel.State end) {
        for (int i = 0; i < 8; i++) {
            turn(order);
            if (BILLS.has(number(order)) && BILLS.entry(number(order)).state == ScriptedChannel.State.UNDER_WAY) {
                BILLS.is(number(order), end);
            }
        }
    }

    private boolean breakingAt(JdbcFault fault, Runnable work) {
        var breaking = database().breaking();
        var failed = new AtomicLong();
        breaking.arm(fault);
        try {
            database().run(work);
        } catch (SimulatedCrash | RuntimeException expected) {
            failed.incrementAndGet();
            assertThat(breaking.isArmed())
                    .as("something else failed: %s %s", expected, expected instanceof RefusedException)
                    .isFalse();
        }
        boolean reached = !breaking.isArmed();
        breaking.restart();
        return reached;
    }
}
