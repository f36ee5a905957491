package io.jiaxiao.mall.points;

import io.jiaxiao.kernel.Points;

/** What became of giving spent points back. */
public sealed interface ReverseResult {

    record Reversed(long transferId, Points points) implements ReverseResult {}

    record Refused(LedgerRefusal reason) implements ReverseResult {}
}
