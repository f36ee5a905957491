package io.jiaxiao.order.purchase;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.subscription.Held;
import io.jiaxiao.order.subscription.Subscriptions;
import io.jiaxiao.order.subscription.domain.DayWorth;
import io.jiaxiao.starter.idempotency.Idempotency;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends a subscription at once and gives back what is left of its money, by day. Preview and result are one calculation over the
 * same events, so they differ only when something happened in between; then the person is asked again.
 */
@Service
public class CancelSubscription {

    private final Subscriptions subscriptions;
    private final EndSubscription end;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CancelSubscription(
            Subscriptions subscriptions,
            EndSubscription end,
            Idempotency idempotency,
            TransactionTemplate transaction,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.end = end;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What a cancellation gives back of one purchase.
     *
     * @param returned  of a promotion, come back or due already
     * @param forfeited of a promotion, what will not come back then
     * @param back      comes back now
     */
    public record Share(Purchase purchase, DayWorth worth, Money returned, Money forfeited, Money back) {}

    /** @param day the business day it holds for */
    public record Preview(long subscriptionId, LocalDate day, List<Share> shares) {

        public Preview {
            shares = List.copyOf(shares);
        }

        public Money back() {
            return shares.stream().map(Share::back).reduce(Money.ZERO, Money::plus);
        }
    }

    /** What a cancellation did; kept for replays of its key. */
    public record Done(String subscriptionId, long backFen) {}

    /** @param expectedFen what the person was shown; null to take whatever it is */
    public record Wish(long personId, long subscriptionId, @Nullable Long expectedFen) {}

    /** @throws io.jiaxiao.kernel.RefusedException 404 not the person's, 409 it has ended or is on the carrier's bill */
    public Preview preview(long personId, long subscriptionId) {
        return Optional.ofNullable(transaction.execute(status -> {
                    Held held = own(personId, subscriptionId);
                    return end.reckon(held, BusinessDay.of(clock.instant()));
                }))
                .orElseThrow();
    }

    /**
     * @param key the caller's idempotency key
     * @throws io.jiaxiao.kernel.RefusedException 404 not the person's, 409 it has ended or another sum would come back
     */
    public Done cancel(Wish wish, String key) {
        return idempotency.run("cancel-subscription:" + wish.personId(), key, wish, Done.class, () -> effect(wish));
    }

    private Done effect(Wish wish) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Held held = own(wish.personId(), wish.subscriptionId());
        Preview shown = end.reckon(held, BusinessDay.of(now));
        Money back = shown.back();
        if (wish.expectedFen() != null && wish.expectedFen() != back.fen()) {
            throw PurchaseRefusals.REFUND_CHANGED.asException();
        }
        EndSubscription.Ended ended =
                end.carryOut(held, shown, new EndSubscription.By("person:" + wish.personId(), "退订"), now);
        return new Done(Long.toString(ended.subscription().id()), back.fen());
    }

    private Held own(long personId, long subscriptionId) {
        Held held = subscriptions.hold(subscriptionId);
        if (held.subscription().personId() != personId) {
            throw PurchaseRefusals.SUBSCRIPTION_UNKNOWN.asException();
        }
        return held;
    }
}
