package io.jiaxiao.risk.listing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.risk.rulebook.domain.Dimension;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListBookTest {

    private final MovableClock clock = MovableClock.at("2026-11-25T08:00:00Z");
    private final Instant inAnHour = clock.instant().plus(Duration.ofHours(1));

    @Test
    void anEntryWhoseTimeIsOverDoesNotCount_thoughNothingWasReadAgain() {
        var book = new ListBook(List.of(new ListBook.Line(ListKind.BLOCK, Dimension.PERSON, "p1", inAnHour)));

        assertThat(blocked(book, "p1")).containsExactly(Dimension.PERSON);
        clock.advanceMinutes(59);
        assertThat(blocked(book, "p1")).containsExactly(Dimension.PERSON);
        clock.advanceMinutes(1);
        assertThat(blocked(book, "p1")).isEmpty();
    }

    @Test
    void theLongerOfTwoEntriesCounts() {
        var book = new ListBook(List.of(
                new ListBook.Line(ListKind.BLOCK, Dimension.PERSON, "p1", inAnHour.plusSeconds(60)),
                new ListBook.Line(ListKind.BLOCK, Dimension.PERSON, "p1", inAnHour)));

        clock.advanceMinutes(60);
        assertThat(blocked(book, "p1")).containsExactly(Dimension.PERSON);
    }

    @Test
    void listsAndDimensionsAreToldApart() {
        var book = new ListBook(List.of(
                new ListBook.Line(ListKind.ALLOW, Dimension.PERSON, "p1", inAnHour),
                new ListBook.Line(ListKind.BLOCK, Dimension.DEVICE, "p1", inAnHour)));

        assertThat(blocked(book, "p1")).isEmpty();
        assertThat(book.matched(ListKind.ALLOW, dimension -> "p1", clock.instant()))
                .containsExactly(Dimension.PERSON);
        assertThat(book.matched(ListKind.BLOCK, dimension -> null, clock.instant()))
                .isEmpty();
    }

    private Set<Dimension> blocked(ListBook book, String person) {
        return book.matched(
                ListKind.BLOCK, dimension -> dimension == Dimension.PERSON ? person : null, clock.instant());
    }
}
