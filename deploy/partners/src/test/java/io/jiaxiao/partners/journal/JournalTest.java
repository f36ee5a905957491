package io.jiaxiao.partners.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.partners.journal.JournalEntry.Content;
import io.jiaxiao.partners.journal.JournalEntry.Direction;
import io.jiaxiao.partners.journal.JournalEntry.Outcome;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalTest {

    private static final Journal.Filter ANY = new Journal.Filter(null, null, null, null);

    private static JournalEntry entry(String number, String text, boolean taken) {
        return new JournalEntry(
                Direction.RECEIVED,
                "mas",
                "norsubmit",
                new Content("raw", raw -> null, List.of(new Line(number, text))),
                new Outcome(taken ? "success" : "SystemBusy", taken, true, null, List.of()));
    }

    private static Journal journalOf(int entries, long bytes) {
        return new Journal(Clock.systemUTC(), entries, bytes);
    }

    @Test
    void theOldestEntriesGo_andTheJournalSaysHowMany() {
        Journal journal = journalOf(3, Long.MAX_VALUE);
        for (int i = 1; i <= 5; i++) {
            journal.write(entry("n" + i, "t", true));
        }
        Journal.Page page = journal.read(ANY, 0, 10);
        assertThat(page.entries()).extracting(Journal.Kept::seq).containsExactly(3L, 4L, 5L);
        assertThat(page.dropped()).isEqualTo(2);
        assertThat(JournalSummary.of(journal, null, null).complete()).isFalse();
    }

    @Test
    void largeEntriesAreBoundedByTheirBytes_butTheNewestStays() {
        Journal journal = journalOf(1000, 10_000);
        for (int i = 0; i < 50; i++) {
            journal.write(entry("n", "短信".repeat(500), true));
        }
        assertThat(journal.read(ANY, 0, 100).entries()).hasSizeBetween(1, 5);
        journal.write(entry("n", "短信".repeat(50_000), true));
        assertThat(journal.read(ANY, 0, 100).entries()).hasSize(1);
    }

    @Test
    void readingOnFromTheLastSeq_missesNothingAndRepeatsNothing() {
        Journal journal = journalOf(100, Long.MAX_VALUE);
        for (int i = 1; i <= 5; i++) {
            journal.write(entry("n", "t" + i, true));
        }
        Journal.Page first = journal.read(ANY, 0, 2);
        Journal.Page second = journal.read(ANY, first.entries().getLast().seq(), 10);
        assertThat(first.total()).isEqualTo(5);
        assertThat(first.entries()).extracting(Journal.Kept::seq).containsExactly(1L, 2L);
        assertThat(second.entries()).extracting(Journal.Kept::seq).containsExactly(3L, 4L, 5L);
    }

    @Test
    void theSummaryCountsWhatWasTaken_perNumberAndText() {
        Journal journal = journalOf(100, Long.MAX_VALUE);
        journal.write(entry("a", "hello", true));
        journal.write(entry("a", "hello", false));
        journal.write(entry("a", "other", true));
        journal.write(entry("b", "hello", true));
        journal.write(entry("b", "hello", true));

        JournalSummary ofA = JournalSummary.of(journal, "mas", "a");
        assertThat(ofA.requests()).isEqualTo(3);
        assertThat(ofA.messages()).isEqualTo(2);
        assertThat(ofA.outcomes()).containsEntry("success", 2L).containsEntry("SystemBusy", 1L);
        assertThat(ofA.texts())
                .containsExactly(new JournalSummary.Tally("a", "hello", 1), new JournalSummary.Tally("a", "other", 1));
        assertThat(ofA.repeats()).isEmpty();

        JournalSummary ofAll = JournalSummary.of(journal, null, null);
        assertThat(ofAll.numbers()).isEqualTo(2);
        assertThat(ofAll.repeats()).containsExactly(new JournalSummary.Tally("b", "hello", 2));
        assertThat(JournalSummary.of(journal, "jd", null).requests()).isZero();
    }

    @Test
    void afterAClearing_seqGoesOn() {
        Journal journal = journalOf(100, Long.MAX_VALUE);
        journal.write(entry("a", "t", true));
        journal.clear();
        assertThat(journal.write(entry("a", "t", true))).isEqualTo(2);
        assertThat(journal.read(ANY, 0, 10).entries()).hasSize(1);
    }
}
