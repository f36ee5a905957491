package io.jiaxiao.mall.points;

import io.jiaxiao.contracts.mall.ProductLine;
import java.util.Collection;
import java.util.Optional;

/** How points move besides {@link PointsLedger}: by rule, by operator, by time. For the points feature's own parts. */
public interface LedgerDesk {

    EarnResult earn(EarnPoints command);

    /**
     * What {@link #earn} answered under this key, for a command the rules would not let through any more; empty when it was never
     * asked.
     */
    Optional<EarnResult> earned(ProductLine line, String key, long personId, String event, long quantity);

    AdjustResult adjust(AdjustPoints command);

    /** Ends the lots of these people whose time has come, of each by itself; answers how many points ended. */
    long expire(Collection<Long> persons);
}
