package io.jiaxiao.roster.enrolment;

import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;

/** Looks again when somebody else changed the same child at the same moment. */
final class Races {

    private static final int TRIES = 5;

    private Races() {}

    /** @param transaction begins and ends its own transaction */
    static <T> T run(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }
}
