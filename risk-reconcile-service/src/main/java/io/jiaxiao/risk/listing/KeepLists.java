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

    private static final Refusal UNKNOWN = Refusal.notFound("LIST_ENTRY_UNKNOWN", "没有这条名单记录");
    private static final Refusal OVER = Refusal.conflict("LIST_ENTRY_OVER", "这条名单记录已失效");
    private static final Refusal END = Refusal.unprocessable("END_INVALID", "截止时间 endsAt 必须晚于现在，最长五年");

    private final ListStore store;
    private final Revisions revisions;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    KeepLists(ListStore store, Revisions revisions, AuditTrail audit, Ids ids, Clock clock) {
        this.store = store;
        this.revisions = revisions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * All or none.
     *
     * @param values as pasted, without repetitions
     * @return how many
     * @throws io.jiaxiao.kernel.RefusedException 422 for an end in the past or too far away
     */
    @Transactional
    public int add(
            Caller owner, ListKind kind, Dimension dimension, List<String> values, String reason, Instant endsAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!endsAt.isAfter(now) || endsAt.isAfter(now.plus(LONGEST))) {
            throw END.asException();
        }
        revisions.moved(Kept.LISTS);
        Instant end = endsAt.truncatedTo(ChronoUnit.MILLIS);
        store.insert(values.stream()
                .map(value -> new ListEntry(
                        Long.toString(ids.next()), kind, dimension, value, reason, owner.id(), now, end, null))
                .toList());
        audit.record(
                owner,
                "RISK_LIST_ADD",
                new AuditTrail.Subject("risk-list", kind + "/" + dimension),
                null,
                Map.of("entries", values.size(), "first", values.getFirst(), "endsAt", end),
                reason);
        return values.size();
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

    /** Newest first. Null for any. */
    public List<ListEntry> find(
            @Nullable ListKind kind,
            @Nullable Dimension dimension,
            @Nullable String value,
            boolean inForceOnly,
            int page,
            int size) {
        return store.find(wanted(kind, dimension, value, inForceOnly), (long) page * size, size);
    }

    public long count(
            @Nullable ListKind kind, @Nullable Dimension dimension, @Nullable String value, boolean inForceOnly) {
        return store.count(wanted(kind, dimension, value, inForceOnly));
    }

    private ListStore.Wanted wanted(
            @Nullable ListKind kind, @Nullable Dimension dimension, @Nullable String value, boolean inForceOnly) {
        return new ListStore.Wanted(kind, dimension, value, inForceOnly ? clock.instant() : null);
    }
}
