package io.jiaxiao.partners.journal;

import io.jiaxiao.partners.journal.JournalEntry.Direction;
import io.jiaxiao.partners.web.BadInput;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/journal")
class JournalController {

    private static final int LONGEST_PAGE = 1000;

    private final Journal journal;

    JournalController(Journal journal) {
        this.journal = journal;
    }

    /** Which way the entries went; ALL for both. */
    enum Wanted {
        RECEIVED,
        PUSHED,
        ALL
    }

    record EntryView(
            long seq,
            Instant time,
            Direction direction,
            String partner,
            String kind,
            List<String> numbers,
            List<Line> lines,
            String raw,
            @Nullable JsonNode decoded,
            String outcome,
            boolean taken,
            boolean answered,
            @Nullable String reference,
            List<String> faults) {

        static EntryView of(Journal.Kept kept) {
            JournalEntry entry = kept.entry();
            JournalEntry.Content content = entry.content();
            JournalEntry.Outcome outcome = entry.outcome();
            return new EntryView(
                    kept.seq(),
                    kept.time(),
                    entry.direction(),
                    entry.partner(),
                    entry.kind(),
                    content.lines().stream().map(Line::number).distinct().toList(),
                    content.lines(),
                    content.raw(),
                    content.decoder().apply(content.raw()),
                    outcome.code(),
                    outcome.taken(),
                    outcome.answered(),
                    outcome.reference(),
                    outcome.faults());
        }
    }

    /**
     * @param total entries after the given one that match, of which {@code entries} are the first
     * @param next give this as {@code after} to read on
     */
    record PageView(List<EntryView> entries, long total, long next, long dropped) {}

    @GetMapping
    PageView read(
            @RequestParam(required = false) @Nullable String partner,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(defaultValue = "RECEIVED") Wanted direction,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new BadInput("limit 必须在 1 到 " + LONGEST_PAGE + " 之间");
        }
        Direction oneWay = direction == Wanted.ALL ? null : Direction.valueOf(direction.name());
        Journal.Page page = journal.read(new Journal.Filter(oneWay, partner, kind, number), after, limit);
        List<EntryView> entries = page.entries().stream().map(EntryView::of).toList();
        long next = entries.isEmpty() ? after : entries.getLast().seq();
        return new PageView(entries, page.total(), next, page.dropped());
    }

    @GetMapping("/summary")
    JournalSummary summary(
            @RequestParam(required = false) @Nullable String partner,
            @RequestParam(required = false) @Nullable String number) {
        return JournalSummary.of(journal, partner, number);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        journal.clear();
    }
}
