package io.jiaxiao.order.entitlement.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a child may use of one product (O5). Each product stands alone: what happens to one touches no other.
 *
 * @param paidThrough last business day paid for; null when never opened
 * @param version     grows with each change
 */
public record Entitlement(
        String childId,
        String productCode,
        State state,
        @Nullable LocalDate paidThrough,
        long version,
        Instant changedAt) {

    /** What was decided; a day may have ended it meanwhile. */
    public enum State {
        CLOSED,
        OPEN,
        PAUSED
    }

    /** Whether it may be used on that day. Right at midnight, whether or not a job has run. */
    public boolean isOpenOn(LocalDate day) {
        return state == State.OPEN && paidThrough != null && !day.isAfter(paidThrough);
    }
}
