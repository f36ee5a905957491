package io.jiaxiao.mall.points;

/** What became of an adjustment. */
public sealed interface AdjustResult {

    record Adjusted(long transferId) implements AdjustResult {}

    record Refused(LedgerRefusal reason) implements AdjustResult {}
}
