package io.jiaxiao.mall.points;

import io.jiaxiao.kernel.Points;

/** What became of the end of a hold. Settling twice the same way is the same answer, whatever the key. */
public sealed interface SettleResult {

    record Settled(long holdId, Points points) implements SettleResult {}

    record Refused(LedgerRefusal reason) implements SettleResult {}
}
