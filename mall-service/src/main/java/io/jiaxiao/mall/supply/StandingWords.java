package io.jiaxiao.mall.supply;

import java.time.Instant;

/** Since when a partner has been saying the same about an order: one memory for all instances of the service. */
public interface StandingWords {

    /** A word that counts only when it has been said for long enough. */
    enum Word {
        /** There is no such order. */
        ABSENT,
        FAILED
    }

    /**
     * Notes that it is said of this number now, which ends the count of the other word.
     *
     * @return when it was first said without another word or another call between
     */
    Instant said(String number, Word word, Instant now);

    /** Something else was said, or the order is being sent again: every count starts anew. */
    void broken(String number);
}
