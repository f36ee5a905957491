package io.jiaxiao.mall.points;

import io.jiaxiao.kernel.Points;

/** What became of a grant by a rule. */
public sealed interface EarnResult {

    /** @param points what was granted; less than the rule gives when the day's cap cut it */
    record Granted(long transferId, long lotId, Points points) implements EarnResult {}

    /** The day's cap is used up: nothing was granted. */
    record CapReached() implements EarnResult {}

    record Refused(LedgerRefusal reason) implements EarnResult {}
}
