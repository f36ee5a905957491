package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.order.purchase.store.PurchaseStore;
import io.jiaxiao.order.subscription.Subscriptions;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Refunds that arrive while other things happen to their subscription. */
class RefundArrivalRaceIT extends ShopFixture {

    private static final String PLAN = "AIXUE_MOBILE_M1";

    @Autowired
    private Subscriptions subscriptions;

    @Autowired
    private PurchaseStore purchases;

    @Test
    void twoRefundsOfOneCancellationThatArriveTogether_theLastOfThemMakesItRefunded() throws Exception {
        Family family = aFamily();
        String first = buy(family, PLAN);
        String second = buy(family, PLAN);
        String subscription = subscriptionOf(first);
        cancel(family, subscription, null).expect(200);
        var bothArrived = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> one = threads.submit(() -> arrives(first, () -> meet(bothArrived)));
            Future<?> other = threads.submit(() -> arrives(second, () -> meet(bothArrived)));
            one.get();
            other.get();
        }
        assertThat(stateOf(first)).isEqualTo("REFUNDED");
        assertThat(stateOf(second)).isEqualTo("REFUNDED");
        assertThat(subscriptionState(subscription)).isEqualTo("REFUNDED");
        assertThat(eventsOf(subscription))
                .filteredOn(each -> each.startsWith("REFUNDED"))
                .hasSize(1);
    }

    @Test
    void aRefundThatArrivesWhileSomebodyHoldsTheSubscription_waits_andNeitherIsUndone() throws Exception {
        Family family = aFamily();
        String purchase = buy(family, PLAN);
        String subscription = subscriptionOf(purchase);
        cancel(family, subscription, null).expect(200);
        var held = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> holder = threads.submit(() -> transaction.executeWithoutResult(status -> {
                subscriptions.hold(Long.parseLong(subscription));
                held.countDown();
                untilTheOtherWaits();
                purchases.lock(Long.parseLong(purchase));
            }));
            held.await();
            Future<?> arrival = threads.submit(() -> arrives(purchase, () -> {}));
            holder.get();
            arrival.get();
        }
        assertThat(subscriptionState(subscription)).isEqualTo("REFUNDED");
    }

    /** In a transaction that is committed after the other thing. */
    private void arrives(String purchase, Runnable before) {
        transaction.executeWithoutResult(status -> {
            String refund = "R-cancel-" + purchase;
            Long fen = jdbc.queryForObject(
                    "SELECT amount_fen FROM purchase_refund WHERE refund_id = ?", Long.class, refund);
            owner.refunded(purchase, refund, Money.ofFen(fen), clock.instant());
            before.run();
        });
    }

    /** With the other one, unless that one waits for us. */
    private static void meet(CyclicBarrier both) {
        try {
            both.await(1, TimeUnit.SECONDS);
        } catch (TimeoutException | BrokenBarrierException theOtherWaits) {
            assertThat(theOtherWaits).isNotNull();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until another connection's statement stands still: it has come to the row we hold. */
    private void untilTheOtherWaits() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> jdbc.queryForObject(
                                "SELECT COUNT(*) FROM information_schema.processlist WHERE id <> CONNECTION_ID()"
                                        + " AND db = DATABASE() AND command = 'Query' AND time_ms > 100",
                                Integer.class)
                        > 0);
    }
}
