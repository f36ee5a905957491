package io.jiaxiao.order.purchase;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.purchase.store.DegradedBuyerStore;
import io.jiaxiao.order.purchase.store.PurchaseStore;
import io.jiaxiao.order.purchase.store.PurchaseStore.Spent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What a person may buy while risk is away. */
@Component
class OwnLimits {

    private final PurchaseStore purchases;
    private final DegradedBuyerStore buyers;
    private final PurchaseProperties properties;
    private final Clock clock;
    private final MeterRegistry meters;

    OwnLimits(
            PurchaseStore purchases,
            DegradedBuyerStore buyers,
            PurchaseProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.purchases = purchases;
        this.buyers = buyers;
        this.properties = properties;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Purchases on their way are not seen here: they are counted again by {@link #lock} and this in the transaction that makes it.
     *
     * @throws io.jiaxiao.kernel.RefusedException 429 when it would be too much
     */
    void require(long personId, Money price) {
        PurchaseProperties.Degraded limits = properties.degraded();
        Instant today = BusinessDay.startOf(BusinessDay.of(clock.instant()));
        Spent spent = purchases.spentSince(personId, today);
        if (price.fen() > limits.mostFen()
                || spent.purchases() >= limits.dayCount()
                || spent.fen() + price.fen() > limits.dayFen()) {
            meters.counter("jiaxiao.purchases.risk", "verdict", "LIMITED").increment();
            throw PurchaseRefusals.LIMITED.asException();
        }
    }

    /** Outside of a transaction, so that the row is there for all who will wait for it. */
    void prepare(long personId) {
        buyers.add(personId);
    }

    /** In a transaction: no other purchase of the person is made without risk until its end. */
    void lock(long personId) {
        buyers.lock(personId);
    }
}
