package io.jiaxiao.order.promotion;

import java.time.LocalDate;

/**
 * An instalment to be looked at.
 *
 * @param no    from 1
 * @param dueOn since when
 */
public record DueInstalment(long purchaseId, long subscriptionId, int no, LocalDate dueOn) {

    /** Before all others. */
    public static final DueInstalment NONE = new DueInstalment(0, 0, 0, LocalDate.of(1, 1, 1));
}
