package io.jiaxiao.mall.points;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** Why a batch failed, as far as it decides what to do next. */
final class CommitFailures {

    private CommitFailures() {}

    /** Another instance was at the same accounts or keys: the same batch may well succeed now. */
    static boolean isCollision(RuntimeException e) {
        return e instanceof PessimisticLockingFailureException
                || e instanceof DuplicateKeyException
                || e instanceof QueryTimeoutException
                || e instanceof TransactionTimedOutException;
    }

    /** Worth asking again later; a number that is taken stays taken. */
    static boolean mayPass(RuntimeException e) {
        return isAway(e) || (isCollision(e) && !(e instanceof DuplicateKeyException));
    }

    /** The database or the connection was lost; a commit may have happened or not. Splitting would not help. */
    static boolean isAway(RuntimeException e) {
        return e instanceof CannotCreateTransactionException
                || e instanceof TransactionSystemException
                || e instanceof DataAccessResourceFailureException
                || e instanceof RecoverableDataAccessException
                || e instanceof TransientDataAccessResourceException;
    }
}
