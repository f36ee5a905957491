package io.jiaxiao.mall.points.adjustment;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.day.BusinessDay;
import io.jiaxiao.mall.points.AdjustPoints;
import io.jiaxiao.mall.points.AdjustResult;
import io.jiaxiao.mall.points.LedgerDesk;
import io.jiaxiao.mall.points.adjustment.store.AdjustmentStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.idempotency.Idempotency;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives and takes points by hand. Up to a limit at once; above it a second operator has to agree. The decision commits
 * before the points move, so a crash in between is finished by {@link #finishApproved}.
 */
@Service
public class AdjustAccount {

    private static final Refusal UNKNOWN = Refusal.notFound("ADJUSTMENT_UNKNOWN", "没有这笔积分调整");
    private static final Refusal DECIDED = Refusal.conflict("ADJUSTMENT_DECIDED", "该笔调整已处理");
    private static final Refusal SAME_OPERATOR = Refusal.forbidden("SAME_OPERATOR", "须由另一位运营人员复核");

    private static final Logger log = LoggerFactory.getLogger(AdjustAccount.class);
    private static final int BATCH = 100;

    private final AdjustmentStore store;
    private final LedgerDesk desk;
    private final AuditTrail audit;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final AdjustmentProperties properties;
    private final MeterRegistry meters;

    AdjustAccount(
            AdjustmentStore store,
            LedgerDesk desk,
            AuditTrail audit,
            Idempotency idempotency,
            Ids ids,
            Clock clock,
            TransactionTemplate transaction,
            AdjustmentProperties properties,
            MeterRegistry meters) {
        this.store = store;
        this.desk = desk;
        this.audit = audit;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
        this.transaction = transaction;
        this.properties = properties;
        this.meters = meters;
    }

    /** @param points above zero to give, below zero to take */
    public record Wanted(long personId, ProductLine line, long points, String reason) {}

    private record Stored(long id) {}

    /** The same key is one adjustment. */
    public Adjustment request(Caller operator, String key, Wanted wanted) {
        Stored stored = idempotency.run(
                "adjustments:" + operator.id(), key, wanted, Stored.class, () -> store(operator, wanted));
        return finish(known(stored.id()));
    }

    private Stored store(Caller operator, Wanted wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean alone = alone(operator, wanted, now);
        var adjustment = new Adjustment(
                ids.next(),
                wanted.personId(),
                wanted.line(),
                wanted.points(),
                wanted.reason(),
                BusinessDay.endOf(BusinessDay.of(now).plusDays(properties.validDays())),
                alone ? Adjustment.State.APPROVED : Adjustment.State.WAITING,
                null,
                operator.id(),
                now,
                null,
                null);
        store.insert(adjustment);
        audit.record(operator, "REQUEST_ADJUSTMENT", subject(adjustment.id()), null, wanted, wanted.reason());
        return new Stored(adjustment.id());
    }

    /** Together with what the operator did alone for that person today: many small ones are one large one. */
    private boolean alone(Caller operator, Wanted wanted, Instant now) {
        long points = Math.absExact(wanted.points());
        if (points > properties.alone()) {
            return false;
        }
        Instant today = BusinessDay.startOf(BusinessDay.of(now));
        return store.lockAlone(operator.id(), wanted.personId(), today) + points <= properties.alone();
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404, 403 for whoever asked for it, 409 when it is decided */
    public Adjustment approve(Caller operator, long id, String reason) {
        decide(operator, id, Adjustment.State.APPROVED, reason);
        return finish(known(id));
    }

    /** As {@link #approve}, but nothing moves. */
    public Adjustment reject(Caller operator, long id, String reason) {
        decide(operator, id, Adjustment.State.REJECTED, reason);
        return known(id);
    }

    private void decide(Caller operator, long id, Adjustment.State to, String reason) {
        transaction.executeWithoutResult(status -> {
            Adjustment adjustment = known(id);
            if (adjustment.requestedBy().equals(operator.id())) {
                throw SAME_OPERATOR.asException();
            }
            if (!store.decide(id, to, operator.id(), clock.instant())) {
                throw DECIDED.asException();
            }
            audit.record(operator, to + "_ADJUSTMENT", subject(id), adjustment.state(), to, reason);
        });
    }

    /** Newest first. @param state null for all */
    public List<Adjustment> page(Adjustment.@Nullable State state, int page, int size) {
        return store.page(state, page, size);
    }

    /** What was approved and not done, because something died in between. */
    void finishApproved() {
        List<Adjustment> some = store.unfinished(0, BATCH);
        while (!some.isEmpty()) {
            some.forEach(this::guarded);
            some = store.unfinished(some.getLast().id(), BATCH);
        }
    }

    private void guarded(Adjustment adjustment) {
        try {
            finish(adjustment);
        } catch (RuntimeException e) {
            // One that cannot be done must not be the first in line for all others.
            meters.counter("jiaxiao.ledger.stuck", "what", "adjustment").increment();
            log.error("adjustment {} cannot be done now: {}", adjustment.id(), e.toString());
        }
    }

    private Adjustment finish(Adjustment adjustment) {
        if (adjustment.state() != Adjustment.State.APPROVED) {
            return adjustment;
        }
        AdjustResult result = desk.adjust(new AdjustPoints(
                "adjustment-" + adjustment.id(),
                adjustment.personId(),
                adjustment.line(),
                adjustment.points(),
                "ADJUSTMENT",
                adjustment.validUntil()));
        switch (result) {
            case AdjustResult.Adjusted done -> store.finish(adjustment.id(), Adjustment.State.APPLIED, null);
            case AdjustResult.Refused no ->
                store.finish(
                        adjustment.id(), Adjustment.State.REFUSED, no.reason().name());
        }
        return known(adjustment.id());
    }

    private Adjustment known(long id) {
        return store.find(id).orElseThrow(UNKNOWN::asException);
    }

    private static AuditTrail.Subject subject(long id) {
        return new AuditTrail.Subject("POINTS_ADJUSTMENT", Long.toString(id));
    }
}
