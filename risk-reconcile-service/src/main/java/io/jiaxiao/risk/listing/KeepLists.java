package io.jiaxiao.risk.listing;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.risk.listing.domain.ListEntry;
import io.jiaxiao.risk.listing.domain.ListKind;
import io.jiaxiao.risk.listing.store.ListStore;
import io.jiaxiao.risk.reload.Revisions;
import io.jiaxiao.risk.reload.Revisions.Kept;
import io.jiaxiao.risk.rulebook.domain.Dimension;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who and what is on a list: each entry with a reason, an owner and an end. */
@Service
public class KeepLists {

    private static final Duration LONGEST = Duration.ofDays(1830);

    private static final Refusal FULL = Refusal.conflict("LISTS_FULL", "生效中的名单记录将超过上限，请先结束不再需要的记录");
    private static final Refusal BATCH_UNKNOWN = Refusal.notFound("LIST_BATCH_UNKNOWN", "没有这一批名单记录");
    private static final Refusal BATCH_OVER = Refusal.conflict("LIST_BATCH_OVER", "这一批名单记录已全部失效");
    private static final Refusal UNKNOWN = Refusal.notFound("LIST_ENTRY_UNKNOWN", "没有这条名单记录");
    private static final Refusal OVER = Refusal.conflict("LIST_ENTRY_OVER", "这条名单记录已失效");
    private static final Refusal END = Refusal.unprocessable("END_INVALID", "截止时间 endsAt 必须晚于现在，最长五年");

    private final ListStore store;
    private final ListProperties properties;
    private final Revisions revisions;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    KeepLists(ListStore store, ListProperties properties, Revisions revisions, AuditTrail audit, Ids ids, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.revisions = revisions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * All or none.
     *
     * @param values as pasted, without repetitions
     * @return the number under which they can be ended together
     * @throws io.jiaxiao.kernel.RefusedException 422 for an end in the past or too far away, 409 when the lists would be too long
     */
    @Transactional
    public String add(
            Caller owner, ListKind kind, Dimension dimension, List<String> values, String reason, Instant endsAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!endsAt.isAfter(now) || endsAt.isAfter(now.plus(LONGEST))) {
            throw END.asException();
        }
        revisions.moved(Kept.LISTS);
        if (store.inForceCount(now) + values.size() > properties.mostInForce()) {
            throw FULL.asException();
        }
        String batch = Long.toString(ids.next());
        Instant end = endsAt.truncatedTo(ChronoUnit.MILLIS);
        store.insert(values.stream()
                .map(value -> new ListEntry(
                        Long.toString(ids.next()), kind, dimension, value, reason, owner.id(), now, end, null, batch))
                .toList());
        audit.record(
                owner,
                "RISK_LIST_ADD",
                new AuditTrail.Subject("risk-list", kind + "/" + dimension),
                null,
                Map.of("batch", batch, "entries", values.size(), "first", values.getFirst(), "endsAt", end),
                reason);
        return batch;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404, or 409 when it is over */
    @Transactional
    public ListEntry end(Caller caller, long id, String reason) {
        revisions.moved(Kept.LISTS);
        ListEntry before = store.one(id).orElseThrow(UNKNOWN::asException);
        if (!store.end(id, caller.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS))) {
            throw OVER.asException();
        }
        audit.record(
                caller, "RISK_LIST_END", new AuditTrail.Subject("risk-list", Long.toString(id)), before, null, reason);
        return store.one(id).orElseThrow(UNKNOWN::asException);
    }

    /**
     * Ends what is still in force of one paste.
     *
     * @return how many
     * @throws io.jiaxiao.kernel.RefusedException 404, or 409 when none of it is in force
     */
    @Transactional
    public int endBatch(Caller caller, long batch, String reason) {
        revisions.moved(Kept.LISTS);
        if (!store.hasBatch(batch)) {
            throw BATCH_UNKNOWN.asException();
        }
        int ended = store.endBatch(batch, caller.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (ended == 0) {
            throw BATCH_OVER.asException();
        }
        audit.record(
                caller,
                "RISK_LIST_BATCH_END",
                new AuditTrail.Subject("risk-list-batch", Long.toString(batch)),
                Map.of("inForce", ended),
                null,
                reason);
        return ended;
    }

    /** Newest first. Null for any. */
    public List<ListEntry> find(
            @Nullable ListKind kind,
            @Nullable Dimension dimension,
            @Nullable String value,
            @Nullable Long batch,
            boolean inForceOnly,
            int page,
            int size) {
        return store.find(wanted(kind, dimension, value, batch, inForceOnly), (long) page * size, size);
    }

    public long count(
            @Nullable ListKind kind,
            @Nullable Dimension dimension,
            @Nullable String value,
            @Nullable Long batch,
            boolean inForceOnly) {
        return store.count(wanted(kind, dimension, value, batch, inForceOnly));
    }

    private ListStore.Wanted wanted(
            @Nullable ListKind kind,
            @Nullable Dimension dimension,
            @Nullable String value,
            @Nullable Long batch,
            boolean inForceOnly) {
        return new ListStore.Wanted(kind, dimension, value, batch, inForceOnly ? clock.instant() : null);
    }
}
