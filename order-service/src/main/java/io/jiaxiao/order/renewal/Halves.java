package io.jiaxiao.order.renewal;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Does something for many at once, each time in a transaction. When that cannot be done it is done in halves, until the one for
 * whom it cannot be done stands alone. What a later try may mend, such as a database that is away, is no such fault.
 */
final class Halves {

    private static final Logger log = LoggerFactory.getLogger(Halves.class);
    private static final int RACES = 5;

    private Halves() {}

    /** @param giveUp is told of each one that fails alone, and why */
    static <T> void run(List<T> all, Consumer<List<T>> act, BiConsumer<T, RuntimeException> giveUp) {
        try {
            attempt(all, act);
        } catch (TransientDataAccessException
                | DataAccessResourceFailureException
                | RecoverableDataAccessException
                | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            if (all.size() == 1) {
                giveUp.accept(all.getFirst(), e);
                return;
            }
            log.warn("{} cannot be done at once and are done in halves: {}", all.size(), e.toString());
            int half = all.size() / 2;
            run(all.subList(0, half), act, giveUp);
            run(all.subList(half, all.size()), act, giveUp);
        }
    }

    /** Two who wait for each other's rows: one is let through, the other looks again. */
    private static <T> void attempt(List<T> all, Consumer<List<T>> act) {
        for (int race = 1; ; race++) {
            try {
                act.accept(all);
                return;
            } catch (PessimisticLockingFailureException e) {
                if (race == RACES) {
                    throw e;
                }
            }
        }
    }
}
