package io.jiaxiao.order.migration;

import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.order.migration.domain.MigrationState;
import io.jiaxiao.order.migration.domain.RowState;
import io.jiaxiao.order.migration.store.MigrationStore;
import io.jiaxiao.order.migration.store.MigrationWork;
import io.jiaxiao.order.migration.store.MigrationWork.FreshRow;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes migrations on, a step of each in turn. What roster-service knows is asked before each transaction, never in it. Safe to
 * run anywhere and any number of times.
 */
@Component
class RunMigrations {

    private static final Logger log = LoggerFactory.getLogger(RunMigrations.class);
    /** Now and then a round ends, so that an instance that shuts down is not waited for. */
    private static final int TURNS = 200;

    private static final int RACES = 5;

    private final MigrationStore migrations;
    private final MigrationWork work;
    private final MapRows map;
    private final MigrateChunk chunk;
    private final TakeOutChunk undo;
    private final MigrationProperties properties;

    RunMigrations(
            MigrationStore migrations,
            MigrationWork work,
            MapRows map,
            MigrateChunk chunk,
            TakeOutChunk undo,
            MigrationProperties properties) {
        this.migrations = migrations;
        this.work = work;
        this.map = map;
        this.chunk = chunk;
        this.undo = undo;
        this.properties = properties;
    }

    /** One round. What cannot be done now, since a neighbour or the database is away, is done in a later one. */
    void run() {
        boolean more = true;
        for (int turn = 0; more && turn < TURNS; turn++) {
            more = false;
            for (long id : migrations.atWork()) {
                try {
                    more |= step(id, properties.chunk());
                } catch (RefusedException | TransientDataAccessException e) {
                    log.warn("migration {} goes on later: {}", id, e.toString());
                }
            }
        }
    }

    /** @return whether there may be more to do at once */
    boolean step(long id, int most) {
        return switch (migrations.find(id).orElseThrow().state()) {
            case CHECKING -> check(id, most);
            case RUNNING -> bring(id, most);
            case UNDOING -> takeOut(id, most);
            case LOADED, CHECKED, DONE, CANCELLED, UNDONE -> false;
        };
    }

    private boolean check(long id, int most) {
        List<FreshRow> fresh = work.fresh(id, most);
        if (!fresh.isEmpty()) {
            chunk.mapped(id, map.of(fresh));
            return true;
        }
        if (some(id, most, rows -> chunk.tryOut(id, rows), () -> chunk.giveUpFirst(id, RowState.MAPPED))) {
            return true;
        }
        chunk.finish(id, MigrationState.CHECKING, RowState.MAPPED, MigrationState.CHECKED);
        return false;
    }

    private boolean bring(long id, int most) {
        if (some(id, most, rows -> chunk.bring(id, rows), () -> chunk.giveUpFirst(id, RowState.READY))) {
            return true;
        }
        chunk.finish(id, MigrationState.RUNNING, RowState.READY, MigrationState.DONE);
        return false;
    }

    private boolean takeOut(long id, int most) {
        if (some(id, most, rows -> undo.undo(id, rows), () -> undo.giveUpFirst(id))) {
            return true;
        }
        chunk.finish(id, MigrationState.UNDOING, RowState.DONE, MigrationState.UNDONE);
        return false;
    }

    /**
     * A chunk; row by row when something is wrong with it, so that one that cannot be done holds up nobody.
     *
     * @param act    does so many rows at most and answers how many it did
     * @param giveUp leaves the first one out
     * @return whether there was anything to do
     */
    private static boolean some(long id, int most, IntUnaryOperator act, Runnable giveUp) {
        try {
            return attempt(act, most) > 0;
        } catch (TransientDataAccessException
                | DataAccessResourceFailureException
                | RecoverableDataAccessException
                | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("a chunk of migration {} cannot be done, its rows are done one by one", id, e);
            oneByOne(id, most, act, giveUp);
            return true;
        }
    }

    private static void oneByOne(long id, int most, IntUnaryOperator act, Runnable giveUp) {
        for (int i = 0; i < most; i++) {
            try {
                if (attempt(act, 1) == 0) {
                    return;
                }
            } catch (TransientDataAccessException
                    | DataAccessResourceFailureException
                    | RecoverableDataAccessException
                    | TransactionException e) {
                throw e;
            } catch (RuntimeException e) {
                log.error("a row of migration {} cannot be done", id, e);
                giveUp.run();
            }
        }
    }

    /** Two who wait for each other's rows, or bring one order at once: one is let through, the other looks again. */
    private static int attempt(IntUnaryOperator act, int most) {
        for (int race = 1; ; race++) {
            try {
                return act.applyAsInt(most);
            } catch (PessimisticLockingFailureException | DuplicateKeyException e) {
                if (race == RACES) {
                    throw e;
                }
            }
        }
    }
}
