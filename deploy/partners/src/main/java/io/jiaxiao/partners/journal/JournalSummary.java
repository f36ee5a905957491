package io.jiaxiao.partners.journal;

import io.jiaxiao.partners.journal.JournalEntry.Direction;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts over the journal, for "exactly once".
 *
 * @param requests requests received
 * @param outcomes received requests by outcome code
 * @param messages texts taken: one per number and request
 * @param numbers different numbers among them
 * @param texts with a number asked for: each text taken for it and how often; else empty
 * @param repeats texts taken more than once for one number, at most {@value #MOST_REPEATS}
 * @param pushes calls to the platform by kind and outcome
 * @param dropped entries that were dropped to stay within bounds
 * @param complete false when entries were dropped, so the counts may be too small
 */
record JournalSummary(
        @Nullable String partner,
        @Nullable String number,
        long requests,
        Map<String, Long> outcomes,
        long messages,
        long numbers,
        List<Tally> texts,
        List<Tally> repeats,
        Map<String, Map<String, Long>> pushes,
        long dropped,
        boolean complete) {

    static final int MOST_REPEATS = 100;

    record Tally(String number, String text, long count) {}

    static JournalSummary of(Journal journal, @Nullable String partner, @Nullable String number) {
        Map<String, Long> outcomes = new TreeMap<>();
        Map<Line, Long> taken = new LinkedHashMap<>();
        Map<String, Map<String, Long>> pushes = new TreeMap<>();
        long dropped = journal.forEach(new Journal.Filter(null, partner, null, number), kept -> {
            JournalEntry entry = kept.entry();
            String code = entry.outcome().code();
            if (entry.direction() == Direction.PUSHED) {
                pushes.computeIfAbsent(entry.kind(), kind -> new TreeMap<>()).merge(code, 1L, Long::sum);
                return;
            }
            outcomes.merge(code, 1L, Long::sum);
            if (entry.outcome().taken()) {
                entry.content().lines().stream()
                        .filter(line -> number == null || number.equals(line.number()))
                        .forEach(line -> taken.merge(line, 1L, Long::sum));
            }
        });
        Set<String> numbers = new HashSet<>();
        taken.keySet().forEach(line -> numbers.add(line.number()));
        return new JournalSummary(
                partner,
                number,
                sum(outcomes),
                outcomes,
                sum(taken),
                numbers.size(),
                number == null ? List.of() : tallies(taken, 1, Integer.MAX_VALUE),
                tallies(taken, 2, MOST_REPEATS),
                pushes,
                dropped,
                dropped == 0);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<Tally> tallies(Map<Line, Long> taken, long atLeast, int limit) {
        return taken.entrySet().stream()
                .filter(each -> each.getValue() >= atLeast)
                .limit(limit)
                .map(each -> new Tally(each.getKey().number(), each.getKey().text(), each.getValue()))
                .toList();
    }
}
