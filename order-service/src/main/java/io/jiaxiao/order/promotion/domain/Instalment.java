package io.jiaxiao.order.promotion.domain;

import io.jiaxiao.kernel.Money;
import java.time.LocalDate;

/**
 * One part of what comes back.
 *
 * @param no     from 1
 * @param dueOn  first business day on which it comes back; meaningless when forfeited
 * @param fate   what the events say of it as of the day they were read
 */
public record Instalment(int no, LocalDate dueOn, Money amount, Fate fate) {

    /** What becomes of it. */
    public enum Fate {
        /** Its day has not come. */
        COMING,
        /** Its day has come: it belongs to the payer, whatever happens later. */
        DUE,
        /** The subscription was cancelled before its day. */
        FORFEITED_CANCELLED,
        /** The pauses took more days than the policy allows before its day. */
        FORFEITED_PAUSED;

        public boolean isForfeited() {
            return this == FORFEITED_CANCELLED || this == FORFEITED_PAUSED;
        }
    }
}
