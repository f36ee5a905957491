package io.jiaxiao.order.purchase;

import io.jiaxiao.contracts.order.SubscriptionCancelled;
import io.jiaxiao.order.carrier.CarrierOrders;
import io.jiaxiao.order.carrier.CarrierOrders.CodeAsked;
import io.jiaxiao.order.carrier.CarrierOrders.Confirmed;
import io.jiaxiao.order.carrier.CarrierOrders.Evidence;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.purchase.domain.BillTerms;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.purchase.store.PurchaseStore;
import io.jiaxiao.order.subscription.BilledSubscriptions;
import io.jiaxiao.order.subscription.SubscriptionReads;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What a parent does with an own purchase on the carrier's bill: has the code sent, sends it in, ends what runs (O3). */
@Service
public class OrderOnBill {

    private final PurchaseStore purchases;
    private final CarrierOrders carrier;
    private final BilledSubscriptions billed;
    private final SubscriptionReads reads;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OrderOnBill(
            PurchaseStore purchases,
            CarrierOrders carrier,
            BilledSubscriptions billed,
            SubscriptionReads reads,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.purchases = purchases;
        this.carrier = carrier;
        this.billed = billed;
        this.reads = reads;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Where a tap came from.
     *
     * @param ip        as the gateway saw it; null when unknown
     * @param userAgent the browser's own words; null when it says nothing
     */
    public record Tap(@Nullable String ip, @Nullable String userAgent) {

        Evidence over(Purchase purchase) {
            return new Evidence(ip == null ? "" : ip, userAgent == null ? "" : userAgent, BillTerms.of(purchase));
        }
    }

    /** A code is on its way to the parent's phone. @param again how long until another may be asked for */
    public record CodeSent(Duration lives, Duration again) {}

    /** What came of sending it in. */
    public enum Taken {
        /** The carrier has the order; the purchase tells when it runs. */
        ACCEPTED,
        /** Nobody knows yet; the carrier is asked, and the purchase tells. */
        PENDING
    }

    /**
     * @param shown the terms as the parent read them
     * @throws io.jiaxiao.kernel.RefusedException 404 not the person's, 409 not on the bill or over, 422 other terms than these or
     *     the carrier's reason, 429 too soon, 503 the carrier does not answer
     */
    public CodeSent askCode(long personId, long id, String shown, Tap tap) {
        Purchase purchase = own(personId, id);
        if (!shown.equals(BillTerms.of(purchase))) {
            throw PurchaseRefusals.TERMS_NOT_SHOWN.asException();
        }
        return switch (carrier.askCode(purchase.paymentId(), tap.over(purchase))) {
            case CodeAsked.Sent sent -> {
                Instant now = clock.instant();
                yield new CodeSent(Duration.between(now, sent.expires()), Duration.between(now, sent.again()));
            }
            case CodeAsked.Refused no -> throw no.refusal().asException();
        };
    }

    /**
     * A second tap is answered as the first.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404 not the person's, 409 not on the bill or over, 422 wrong or dead code or the
     *     carrier's reason, 503 the carrier was not reached and the code is good still
     */
    public Taken confirm(long personId, long id, String code, Tap tap) {
        Purchase purchase = own(personId, id);
        return switch (carrier.confirm(purchase.paymentId(), code, tap.over(purchase))) {
            case Confirmed.Accepted unused -> Taken.ACCEPTED;
            case Confirmed.Pending unused -> Taken.PENDING;
            case Confirmed.Refused no -> throw no.refusal().asException();
        };
    }

    /**
     * Unsubscribes: it is open until the carrier ends it, with the month. Asked for twice it is ended once.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404 not the person's or not on the bill, 409 it has ended
     */
    public Subscription end(long personId, long subscriptionId) {
        Purchase purchase = purchases
                .onBill(subscriptionId)
                .filter(found -> found.personId() == personId)
                .orElseThrow(PurchaseRefusals.SUBSCRIPTION_UNKNOWN::asException);
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            // The carrier order's row first, as when the carrier decides.
            carrier.end(purchase.paymentId());
            if (billed.endWithMonth(subscriptionId, "person:" + personId, now)) {
                outbox.append(cancelled(subscriptionId, purchase, now));
            }
        });
        return reads.ofPerson(personId, subscriptionId).subscription();
    }

    static SubscriptionCancelled cancelled(long subscriptionId, Purchase purchase, Instant now) {
        return new SubscriptionCancelled(
                Long.toString(subscriptionId),
                Long.toString(purchase.personId()),
                purchase.childId(),
                purchase.schoolId(),
                purchase.productCode(),
                0,
                now);
    }

    private Purchase own(long personId, long id) {
        Purchase purchase = purchases.ofPerson(id, personId).orElseThrow(PurchaseRefusals.UNKNOWN::asException);
        if (purchase.method() != PayMethod.CARRIER) {
            throw PurchaseRefusals.NOT_ON_BILL.asException();
        }
        return purchase;
    }
}
