package io.jiaxiao.order.purchase;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.purchase.domain.Step;
import io.jiaxiao.order.purchase.store.PurchaseStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * An operator has looked at a purchase that risk wanted looked at, or that was made without risk. It was never held back: what was
 * wrong with it is undone by a refund.
 */
@Service
public class ReviewPurchase {

    private static final Refusal NOT_DUE = Refusal.conflict("REVIEW_NOT_DUE", "该订单无需复核，或已复核");

    private final PurchaseStore purchases;
    private final AuditTrail audit;
    private final Clock clock;

    ReviewPurchase(PurchaseStore purchases, AuditTrail audit, Clock clock) {
        this.purchases = purchases;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param finding in the operator's words, at most 200 characters
     * @throws io.jiaxiao.kernel.RefusedException 404, or 409 when nobody has to look at it any more
     */
    @Transactional
    public void review(Caller operator, long id, String finding) {
        Purchase purchase = purchases.lock(id).orElseThrow(PurchaseRefusals.UNKNOWN::asException);
        if (!purchases.reviewed(id)) {
            throw NOT_DUE.asException();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        purchases.note(purchase, Step.byOperator("REVIEWED", operator.id(), finding), now);
        audit.record(
                operator,
                "REVIEW_PURCHASE",
                new AuditTrail.Subject("PURCHASE", Long.toString(id)),
                Map.of("reviewDue", true, "verdict", purchase.verdict()),
                Map.of("reviewDue", false),
                finding);
    }
}
