package io.jiaxiao.mall.points;

import io.jiaxiao.kernel.Points;
import io.jiaxiao.kernel.Refusal;
import java.util.List;

/** What became of a hold. */
public sealed interface HoldResult {

    /** @param lots which lots pay, oldest first */
    record Held(long holdId, List<LotShare> lots) implements HoldResult {}

    /** @param available what could have been held at that moment */
    record Refused(LedgerRefusal reason, Points available) implements HoldResult {}

    /** @param refusal the companion's no, e.g. sold out */
    record CompanionRefused(Refusal refusal) implements HoldResult {}
}
