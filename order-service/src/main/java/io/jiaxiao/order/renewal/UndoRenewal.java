package io.jiaxiao.order.renewal;

import io.jiaxiao.order.renewal.domain.Renewal;
import io.jiaxiao.order.renewal.domain.RenewalUndo;
import io.jiaxiao.order.renewal.store.RenewalStore;
import io.jiaxiao.order.renewal.store.UndoStore;
import io.jiaxiao.order.subscription.domain.UndoAnswer.Renewed;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.idempotency.Idempotency;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** An operator takes a whole renewal back; the work is done in the background, as that of the renewal was. */
@Service
public class UndoRenewal {

    private static final Logger log = LoggerFactory.getLogger(UndoRenewal.class);

    private final RenewalStore renewals;
    private final UndoStore undos;
    private final UndoChunk chunk;
    private final RenewalProperties properties;
    private final Idempotency idempotency;
    private final AuditTrail audit;
    private final Clock clock;

    UndoRenewal(
            RenewalStore renewals,
            UndoStore undos,
            UndoChunk chunk,
            RenewalProperties properties,
            Idempotency idempotency,
            AuditTrail audit,
            Clock clock) {
        this.renewals = renewals;
        this.undos = undos;
        this.chunk = chunk;
        this.properties = properties;
        this.idempotency = idempotency;
        this.audit = audit;
        this.clock = clock;
    }

    private record Wish(long renewalId, String reason) {}

    private record Accepted(String id) {}

    /**
     * @param key the caller's idempotency key
     * @throws io.jiaxiao.kernel.RefusedException 404, 409 while it runs or when it is taken back already, 422 key reused
     */
    public RenewalUndo start(Caller operator, String key, long renewalId, String reason) {
        var wish = new Wish(renewalId, reason);
        Accepted accepted = idempotency.run(
                "undo-renewal:" + operator.id(), key, wish, Accepted.class, () -> store(operator, wish));
        return find(Long.parseLong(accepted.id()));
    }

    private Accepted store(Caller operator, Wish wish) {
        long id = wish.renewalId();
        Renewal renewal = renewals.lock(id).orElseThrow(RenewalRefusals.UNKNOWN::asException);
        if (renewal.state().isOpen()) {
            throw RenewalRefusals.RUNS.asException();
        }
        if (undos.find(id).isPresent()) {
            throw RenewalRefusals.UNDONE.asException();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int total = undos.markRenewed(id);
        undos.insert(
                new RenewalUndo(id, wish.reason(), operator.id(), RenewalUndo.State.RUNNING, total, 0, 0, now, null));
        audit.record(
                operator,
                "UNDO_RENEWAL",
                new AuditTrail.Subject(OperateRenewals.SUBJECT, Long.toString(id)),
                Map.of("state", renewal.state(), "renewed", renewal.renewed()),
                Map.of("toTakeBack", total),
                wish.reason());
        return new Accepted(Long.toString(id));
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 no such renewal, or nobody takes it back */
    public RenewalUndo find(long renewalId) {
        return undos.find(renewalId).orElseThrow(RenewalRefusals.NOT_UNDONE::asException);
    }

    List<Long> open() {
        return undos.open();
    }

    /** @return whether there may be more to do at once */
    boolean step(long id) {
        List<Renewed> next = undos.waiting(id, properties.chunk());
        if (next.isEmpty()) {
            chunk.finish(id);
            return false;
        }
        Halves.run(next, some -> chunk.run(id, some), (child, e) -> {
            log.error("the term of a child of renewal {}, order {}, cannot be taken back", id, child.purchaseId(), e);
            chunk.giveUp(id, child);
        });
        return true;
    }
}
