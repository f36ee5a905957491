package io.jiaxiao.partners.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.jiaxiao.partners.chance.Chance;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultBookTest {

    @JsonTypeName("TRIP")
    record Trip(String by) implements PartnerFault {}

    @JsonTypeName("SLIP")
    record Slip() implements PartnerFault {}

    private final FaultBook book = new FaultBook(new Chance(1));

    private static OrderedFault always(String by) {
        return fault(new Trip(by), 1, null);
    }

    private static OrderedFault fault(PartnerFault fault, double probability, @Nullable Integer count) {
        return new OrderedFault(fault, probability, count, false, "test");
    }

    private String tripOf(String number) {
        return book.draw(number, Trip.class).map(Trip::by).orElse("none");
    }

    @Test
    void aNumbersOwnList_beatsItsSuffix_andThatBeatsTheListForAll() {
        book.order("*", List.of(always("all")));
        book.followSuffixes(Map.of("01", List.of(always("suffix")), "001", List.of(always("longer suffix"))));
        book.order("13800000001", List.of(always("own")));
        assertThat(tripOf("13800000001")).isEqualTo("own");
        assertThat(tripOf("13900000001")).isEqualTo("longer suffix");
        assertThat(tripOf("13900000101")).isEqualTo("suffix");
        assertThat(tripOf("13900000102")).isEqualTo("all");
    }

    @Test
    void whenAnOwnListIsUsedUp_theNextOneCounts() {
        book.order("*", List.of(always("all")));
        book.order("a", List.of(fault(new Trip("own"), 1, 2)));
        assertThat(List.of(tripOf("a"), tripOf("a"), tripOf("a"))).containsExactly("own", "own", "all");
    }

    @Test
    void theFirstFaultOfAKindActs_untilItIsUsedUp() {
        book.order("a", List.of(fault(new Trip("first"), 1, 1), fault(new Slip(), 1, null), always("second")));
        assertThat(tripOf("a")).isEqualTo("first");
        assertThat(tripOf("a")).isEqualTo("second");
        assertThat(book.draw("a", Slip.class)).isPresent();
    }

    @Test
    void aSuffixPlan_countsForEachNumberByItself() {
        book.followSuffixes(Map.of("1", List.of(new OrderedFault(new Trip("x"), 1, 1, true, "test"))));
        assertThat(tripOf("11")).isEqualTo("x");
        assertThat(tripOf("21")).isEqualTo("x");
        assertThat(tripOf("11")).isEqualTo("none");
    }

    @Test
    void aRequestForManyNumbers_asksTheListForAllOnlyOnce() {
        OrderedFault all = fault(new Trip("all"), 1, 5);
        book.order("*", List.of(all));
        assertThat(book.drawForRequest(List.of("a", "b", "c"), Trip.class)).contains(new Trip("all"));
        assertThat(all.timesUsed()).isEqualTo(1);
    }

    @Test
    void aRequestWithOneBewitchedNumberAmongMany_isHitByItsFault() {
        book.order("c", List.of(always("own")));
        assertThat(book.drawForRequest(List.of("a", "b", "c"), Trip.class)).contains(new Trip("own"));
    }

    @Test
    void probability_hitsAboutThatOften_andTheSameOnesForTheSameSeed() {
        book.order("*", List.of(fault(new Trip("x"), 0.25, null)));
        FaultBook again = new FaultBook(new Chance(1));
        again.order("*", List.of(fault(new Trip("x"), 0.25, null)));
        List<Integer> hit = IntStream.range(0, 4000)
                .filter(i -> book.draw("n" + i, Trip.class).isPresent())
                .boxed()
                .toList();
        // Asked in the opposite order, as other threads might.
        List<Integer> hitAgain = IntStream.range(0, 4000)
                .map(i -> 3999 - i)
                .filter(i -> again.draw("n" + i, Trip.class).isPresent())
                .sorted()
                .boxed()
                .toList();
        assertThat(hit.size()).isBetween(850, 1150);
        assertThat(hitAgain).isEqualTo(hit);
    }

    @Test
    void aCountIsNeverExceeded_howeverManyAskAtOnce() throws Exception {
        book.order("*", List.of(fault(new Trip("x"), 1, 100)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 1000)
                    .mapToObj(i -> threads.submit(() -> tripOf("n" + i % 7)))
                    .toList();
            int hits = 0;
            for (var each : asked) {
                hits += each.get().equals("x") ? 1 : 0;
            }
            assertThat(hits).isEqualTo(100);
        }
    }
}
