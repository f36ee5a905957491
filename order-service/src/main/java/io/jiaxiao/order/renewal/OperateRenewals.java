package io.jiaxiao.order.renewal;

import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.renewal.domain.PricedClass;
import io.jiaxiao.order.renewal.domain.Renewal;
import io.jiaxiao.order.renewal.domain.RenewalRow;
import io.jiaxiao.order.renewal.domain.RenewalState;
import io.jiaxiao.order.renewal.store.RenewalRows;
import io.jiaxiao.order.renewal.store.RenewalStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.idempotency.Idempotency;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Operators start renewals, follow them and end them; each act leaves its audit row. */
@Service
public class OperateRenewals {

    static final String SUBJECT = "RENEWAL";

    private final RenewalPlace place;
    private final RenewalStore renewals;
    private final RenewalRows rows;
    private final Idempotency idempotency;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    OperateRenewals(
            RenewalPlace place,
            RenewalStore renewals,
            RenewalRows rows,
            Idempotency idempotency,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.place = place;
        this.renewals = renewals;
        this.rows = rows;
        this.idempotency = idempotency;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What an operator orders.
     *
     * @param settlement by what the money is settled outside, e.g. the number of the school's contract
     */
    public record Wish(RenewalWish whom, String settlement, String reason) {}

    /** Kept for replays of the key. */
    public record Accepted(String id) {}

    /**
     * Stores it; the work is done in the background.
     *
     * @param key the caller's idempotency key
     * @throws io.jiaxiao.kernel.RefusedException 404 no such plan, school, class or child, 409 no price or a promotion, 422 key reused,
     *     503 when roster-service cannot say
     */
    public Renewal start(Caller operator, String key, Wish wish) {
        Plan plan = place.plan(wish.whom().planCode());
        List<PricedClass> classes = place.classes(wish.whom(), plan);
        List<String> schools = place.schools(wish.whom(), plan);
        Accepted accepted = idempotency.run(
                "start-renewal:" + operator.id(),
                key,
                wish,
                Accepted.class,
                () -> store(operator, wish, classes, schools));
        return find(Long.parseLong(accepted.id()));
    }

    private Accepted store(Caller operator, Wish wish, List<PricedClass> classes, List<String> schools) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        RenewalWish whom = wish.whom();
        var renewal = new Renewal(
                ids.next(),
                whom.planCode(),
                whom.endingBy(),
                wish.settlement(),
                wish.reason(),
                operator.id(),
                RenewalState.LISTING,
                0,
                0,
                0,
                0,
                now,
                null,
                null);
        renewals.insert(renewal, classes, schools, whom.childId());
        audit.record(operator, "START_RENEWAL", subject(renewal.id()), null, wish, wish.reason());
        return new Accepted(Long.toString(renewal.id()));
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    public Renewal find(long id) {
        return renewals.find(id).orElseThrow(RenewalRefusals.UNKNOWN::asException);
    }

    /** Newest first. */
    public List<Renewal> page(long offset, int most) {
        return renewals.page(offset, most);
    }

    /**
     * In the order of the children.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404
     */
    public List<RenewalRow> rows(long id, RenewalRows.Filter filter, String after, int most) {
        return rows.page(find(id).id(), filter, after, most);
    }

    /**
     * Ends it. Who is renewed stays so, who waits is not renewed.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404, 409 when it has ended
     */
    @Transactional
    public Renewal cancel(Caller operator, long id, String reason) {
        Renewal before = renewals.lock(id).orElseThrow(RenewalRefusals.UNKNOWN::asException);
        if (!before.state().isOpen()) {
            throw RenewalRefusals.ENDED.asException();
        }
        int waited = rows.cancelWaiting(id);
        renewals.cancel(before, waited, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        audit.record(
                operator,
                "CANCEL_RENEWAL",
                subject(id),
                Map.of("state", before.state()),
                Map.of("state", RenewalState.CANCELLED, "notRenewed", waited),
                reason);
        return find(id);
    }

    private static AuditTrail.Subject subject(long id) {
        return new AuditTrail.Subject(SUBJECT, Long.toString(id));
    }
}
