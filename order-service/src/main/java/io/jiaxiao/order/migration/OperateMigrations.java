package io.jiaxiao.order.migration;

import io.jiaxiao.order.migration.domain.Migration;
import io.jiaxiao.order.migration.domain.MigrationRow;
import io.jiaxiao.order.migration.domain.MigrationState;
import io.jiaxiao.order.migration.domain.RowState;
import io.jiaxiao.order.migration.store.MigrationRows;
import io.jiaxiao.order.migration.store.MigrationStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.idempotency.Idempotency;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Operators check migrations, run them, follow, end and undo them; each act leaves its audit row. */
@Service
public class OperateMigrations {

    static final String SUBJECT = "MIGRATION";

    private final MigrationStore migrations;
    private final MigrationRows rows;
    private final Idempotency idempotency;
    private final AuditTrail audit;
    private final Clock clock;

    OperateMigrations(
            MigrationStore migrations, MigrationRows rows, Idempotency idempotency, AuditTrail audit, Clock clock) {
        this.migrations = migrations;
        this.rows = rows;
        this.idempotency = idempotency;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the key stands for. */
    public record Wish(String id, MigrationState next, String reason) {}

    /** Kept for replays of the key. */
    public record Accepted(String id) {}

    /** A migration and how far it is. @param counts rows by their state; together they are the file's lines */
    public record Progress(Migration migration, Map<RowState, Integer> counts) {}

    /**
     * The dry run: maps every row that is not here and tries what a run would do with it; brings nothing here. May be repeated,
     * after a mapping was mended or a run left rows behind.
     *
     * @param key the caller's idempotency key
     * @throws io.jiaxiao.kernel.RefusedException 404, 409 while it is at work, 422 key reused
     */
    public Progress check(Caller operator, String key, long id, String reason) {
        return begin(operator, key, id, MigrationState.CHECKING, reason);
    }

    /**
     * Brings here what the check found ready; the work is done in the background.
     *
     * @param key the caller's idempotency key
     * @throws io.jiaxiao.kernel.RefusedException 404, 409 when it is not checked, 422 key reused
     */
    public Progress run(Caller operator, String key, long id, String reason) {
        return begin(operator, key, id, MigrationState.RUNNING, reason);
    }

    /**
     * Takes out what it brought here, but for what has changed since; the work is done in the background.
     *
     * @param key the caller's idempotency key
     * @throws io.jiaxiao.kernel.RefusedException 404, 409 when it has neither been run nor been ended, 422 key reused
     */
    public Progress undo(Caller operator, String key, long id, String reason) {
        return begin(operator, key, id, MigrationState.UNDOING, reason);
    }

    private Progress begin(Caller operator, String key, long id, MigrationState next, String reason) {
        idempotency.run(
                "migration-" + next + ":" + operator.id(),
                key,
                new Wish(Long.toString(id), next, reason),
                Accepted.class,
                () -> {
                    Migration before = migrations.lock(id).orElseThrow(MigrationRefusals.UNKNOWN::asException);
                    requireMove(before, next);
                    if (next == MigrationState.CHECKING) {
                        rows.renew(id);
                    } else if (next == MigrationState.UNDOING) {
                        rows.undoAgain(id);
                    }
                    migrations.begin(before, next, operator.id(), reason, now());
                    tell(operator, before, next, reason);
                    return new Accepted(Long.toString(id));
                });
        return find(id);
    }

    /**
     * Ends a check or a run. What was brought here stays, and can be undone.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404, 409 when there is nothing to end
     */
    @Transactional
    public Progress cancel(Caller operator, long id, String reason) {
        Migration before = migrations.lock(id).orElseThrow(MigrationRefusals.UNKNOWN::asException);
        requireMove(before, MigrationState.CANCELLED);
        rows.cancelWaiting(id);
        migrations.end(before, MigrationState.CANCELLED, now());
        tell(operator, before, MigrationState.CANCELLED, reason);
        return find(id);
    }

    private static void requireMove(Migration before, MigrationState next) {
        if (!before.state().canBecome(next)) {
            throw MigrationRefusals.NOT_NOW.asException();
        }
    }

    private void tell(Caller operator, Migration before, MigrationState next, String reason) {
        String action =
                switch (next) {
                    case CHECKING -> "CHECK_MIGRATION";
                    case RUNNING -> "RUN_MIGRATION";
                    case UNDOING -> "UNDO_MIGRATION";
                    default -> "CANCEL_MIGRATION";
                };
        audit.record(
                operator,
                action,
                new AuditTrail.Subject(SUBJECT, Long.toString(before.id())),
                Map.of("state", before.state()),
                Map.of("state", next),
                reason);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    public Progress find(long id) {
        Migration found = migrations.find(id).orElseThrow(MigrationRefusals.UNKNOWN::asException);
        return new Progress(found, rows.counts(id));
    }

    /** Newest first. */
    public List<Migration> page(long offset, int most) {
        return migrations.page(offset, most);
    }

    /**
     * In the order of the lines.
     *
     * @param after those behind this line
     * @throws io.jiaxiao.kernel.RefusedException 404
     */
    public List<MigrationRow> rows(long id, MigrationRows.Filter filter, int after, int most) {
        Migration found = migrations.find(id).orElseThrow(MigrationRefusals.UNKNOWN::asException);
        return rows.page(found.id(), filter, after, most);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
