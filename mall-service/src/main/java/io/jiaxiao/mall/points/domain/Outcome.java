package io.jiaxiao.mall.points.domain;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.points.LedgerRefusal;
import io.jiaxiao.mall.points.LotShare;
import java.util.List;

/** What became of a command; kept under its key. */
public sealed interface Outcome {

    record Granted(long transferId, long lotId, long points) implements Outcome {}

    /** Nothing was granted: the day's limit is used up. */
    record Capped() implements Outcome {}

    record Held(long holdId, List<LotShare> lots) implements Outcome {}

    record Settled(long holdId, long points) implements Outcome {}

    record Reversed(long transferId, long points) implements Outcome {}

    record Debited(long transferId, long points) implements Outcome {}

    record Expired(long points) implements Outcome {}

    /** @param available what could have been spent at that moment */
    record Refused(LedgerRefusal reason, long available) implements Outcome {}

    record CompanionRefused(Refusal refusal) implements Outcome {}
}
