package io.jiaxiao.order.settlement;

import io.jiaxiao.order.settlement.domain.Channel;
import io.jiaxiao.order.settlement.domain.Compared;
import io.jiaxiao.order.settlement.domain.Difference;
import io.jiaxiao.order.settlement.domain.FileLine;
import io.jiaxiao.order.settlement.domain.Repair;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** One partner's file and our books of the same. Its calls belong in no transaction. */
interface ChannelBooks {

    /** What came of asking for a day's file. */
    sealed interface Fetched {
        record File(List<FileLine> lines) implements Fetched {}

        /** The partner says that there is none: not yet, or nothing happened that day. */
        record None() implements Fetched {}

        record Unavailable(String code) implements Fetched {}
    }

    Channel channel();

    /** From midnight after the day until its file should be there. */
    Duration readyAfter();

    Fetched fetch(LocalDate day);

    /** Whether our own books say that nothing happened that day. */
    boolean isQuiet(LocalDate day);

    /** @param lines the file of the day as it was stored */
    Compared compare(LocalDate day, List<FileLine> lines);

    void repair(Repair repair);

    /** The same, with what the partner says of it now when asked, for people. */
    Difference withEvidence(Difference difference);
}
