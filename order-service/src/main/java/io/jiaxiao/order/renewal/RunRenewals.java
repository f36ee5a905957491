package io.jiaxiao.order.renewal;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.order.renewal.store.RenewalRows;
import io.jiaxiao.order.renewal.store.RenewalStore;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes open renewals on, a step of each in turn, so that a large one holds up no small one. Who is in a class is asked before
 * each transaction, never in it. Safe to run anywhere and any number of times.
 */
@Component
class RunRenewals {

    private static final Logger log = LoggerFactory.getLogger(RunRenewals.class);
    /** Now and then a round ends, so that an instance that shuts down is not waited for. */
    private static final int TURNS = 200;

    private static final int RACES = 5;

    private final RenewalStore renewals;
    private final RenewalRows rows;
    private final RenewalPlace place;
    private final RenewChunk chunk;
    private final RenewalProperties properties;

    RunRenewals(
            RenewalStore renewals,
            RenewalRows rows,
            RenewalPlace place,
            RenewChunk chunk,
            RenewalProperties properties) {
        this.renewals = renewals;
        this.rows = rows;
        this.place = place;
        this.chunk = chunk;
        this.properties = properties;
    }

    /** One round. What cannot be done now, since a neighbour or the database is away, is done in a later one. */
    void run() {
        boolean more = true;
        for (int turn = 0; more && turn < TURNS; turn++) {
            more = false;
            for (long id : renewals.open()) {
                try {
                    more |= step(id);
                } catch (RefusedException | TransientDataAccessException e) {
                    log.warn("renewal {} goes on later: {}", id, e.toString());
                }
            }
        }
    }

    /** @return whether there may be more to do at once */
    boolean step(long id) {
        return switch (renewals.find(id).orElseThrow().state()) {
            case LISTING -> list(id);
            case RUNNING -> renew(id);
            case DONE, CANCELLED -> false;
        };
    }

    private boolean list(long id) {
        RenewalStore.Unlisted next = renewals.nextUnlisted(id).orElse(null);
        if (next == null) {
            chunk.start(id);
        } else {
            String only = next.childId();
            chunk.list(id, next.classId(), only == null ? children(next.classId()) : Set.of(only));
        }
        return true;
    }

    private boolean renew(long id) {
        String classId = rows.nextClass(id).orElse(null);
        if (classId == null) {
            chunk.finish(id);
            return false;
        }
        Set<String> present = children(classId);
        try {
            attempt(id, classId, present, properties.chunk());
        } catch (TransientDataAccessException
                | DataAccessResourceFailureException
                | RecoverableDataAccessException
                | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("a chunk of renewal {} cannot be done, its children are done one by one", id, e);
            oneByOne(id, classId, present);
        }
        return true;
    }

    /** Two who wait for each other's rows: one is let through, the other looks again. */
    private int attempt(long id, String classId, Set<String> present, int most) {
        for (int race = 1; ; race++) {
            try {
                return chunk.run(id, classId, present, most);
            } catch (PessimisticLockingFailureException e) {
                if (race == RACES) {
                    throw e;
                }
            }
        }
    }

    private void oneByOne(long id, String classId, Set<String> present) {
        for (int i = 0; i < properties.chunk(); i++) {
            try {
                if (attempt(id, classId, present, 1) == 0) {
                    return;
                }
            } catch (TransientDataAccessException
                    | DataAccessResourceFailureException
                    | RecoverableDataAccessException
                    | TransactionException e) {
                throw e;
            } catch (RuntimeException e) {
                log.error("a child of renewal {} in class {} cannot be renewed", id, classId, e);
                chunk.giveUpFirst(id, classId);
            }
        }
    }

    /** A class that is closed meanwhile has nobody in it. */
    private Set<String> children(String classId) {
        try {
            return place.children(classId);
        } catch (RefusedException e) {
            if (e.refusal().kind() == Refusal.Kind.NOT_FOUND) {
                return Set.of();
            }
            throw e;
        }
    }
}
