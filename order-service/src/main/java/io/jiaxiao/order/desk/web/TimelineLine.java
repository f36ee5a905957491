package io.jiaxiao.order.desk.web;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.timeline.TimelineEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a timeline; see {@link TimelineEntry}.
 *
 * @param state where the thing of that number stands now; missing for what has no state of its own
 * @param note  words for operators; missing for none
 */
record TimelineLine(
        Instant at,
        TimelineEntry.Source source,
        String what,
        String actor,
        String number,
        @Nullable String state,
        @Nullable Long amountFen,
        @Nullable String note) {

    static List<TimelineLine> of(List<TimelineEntry> entries) {
        return entries.stream().map(TimelineLine::of).toList();
    }

    private static TimelineLine of(TimelineEntry entry) {
        Money amount = entry.amount();
        return new TimelineLine(
                entry.at(),
                entry.source(),
                entry.what(),
                entry.actor(),
                entry.number(),
                entry.state(),
                amount == null ? null : amount.fen(),
                entry.note().isEmpty() ? null : entry.note());
    }
}
