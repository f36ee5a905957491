package io.jiaxiao.mall.points;

import java.util.Collection;

/** How points move besides {@link PointsLedger}: by rule, by operator, by time. For the points feature's own parts. */
public interface LedgerDesk {

    EarnResult earn(EarnPoints command);

    AdjustResult adjust(AdjustPoints command);

    /** Ends the lots of these people whose time has come; answers how many points ended. */
    long expire(Collection<Long> persons);
}
