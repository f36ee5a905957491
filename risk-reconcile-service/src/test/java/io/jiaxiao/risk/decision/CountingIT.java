package io.jiaxiao.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What windows count: once, exactly, by the time of the events. */
class CountingIT extends DecisionFixture {

    @Test
    void aHundredCopiesAtOnce_areOneDecisionAndOneCount() throws Exception {
        Map<String, Object> event = anEvent();
        String rule = aLiveRule("windows.person_count_1h >= 1 && facts.sku == 'copies'", "REVIEW", "ON");
        Map<String, Object> copied = with(event, "facts", Map.of("points", 7, "sku", "copies"));

        List<JsonNode> answers = together(100, i -> ask(copied).json());

        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(answers.getFirst().path("rules").path(0).asString()).isEqualTo(rule);
        assertThat(stored((String) event.get("eventId"))).isOne();
        assertThat(decisionOf(again(copied)).inputs().windows())
                .containsEntry("person_count_1h", 2L)
                .containsEntry("person_points_1d", 14L);
    }

    @Test
    void sumsAndCountsOfSixteenThreadsAreExact() throws Exception {
        aLiveRule("facts.sku == 'sums'", "REVIEW", "OBSERVE");
        Map<String, Object> event = anEvent();
        together(160, i -> {
            Map<String, Object> one = again(event);
            one.put("facts", Map.of("points", i, "sku", "sums"));
            one.put("device", "shared-" + i % 4 + event.get("device"));
            one.put("mobileIndex", "m-" + event.get("device"));
            return ask(one).status();
        });

        Map<String, Long> windows = decisionOf(with(
                        with(again(event), "facts", Map.of("points", 1_000_000, "sku", "sums")),
                        "mobileIndex",
                        "m-" + event.get("device")))
                .inputs()
                .windows();

        assertThat(windows)
                .containsEntry("person_count_1h", 161L)
                .containsEntry("person_points_1d", 1_000_000L + 159L * 160L / 2)
                .containsEntry("person_devices_1d", 5L)
                .containsEntry("mobile_count_1d", 161L)
                .containsEntry("mobile_persons_1d", 1L);
    }

    @Test
    void oneNumberRechargedByManyPersonsIsReviewed() {
        Map<String, Object> event = with(anEvent(), "mobileIndex", unique("m"));
        for (int i = 0; i < 3; i++) {
            assertThat(verdict(with(again(event), "personId", unique("p")))).isEqualTo("PASS");
        }

        assertThat(verdict(with(again(event), "personId", unique("p")))).isEqualTo("REVIEW");
    }

    @Test
    void aWindowMovesOn_byTheTimeOfTheEvents() {
        String window = aWindow("SUM", Map.of("fact", "points"), 60);
        Instant now = Instant.now();
        Map<String, Object> event = anEvent();

        assertThat(counted(event, window, now.minusSeconds(280), 1)).isEqualTo(1);
        assertThat(counted(event, window, now.minusSeconds(250), 10)).isEqualTo(11);
        assertThat(counted(event, window, now.minusSeconds(200), 100))
                .as("the first is out")
                .isEqualTo(110);
        assertThat(counted(event, window, now.minusSeconds(210), 1000))
                .as("late, within")
                .isEqualTo(1110);
        assertThat(counted(event, window, now.minusSeconds(290), 5))
                .as("too late")
                .isEqualTo(1110);
        assertThat(counted(event, window, now.minusSeconds(145), 0)).isEqualTo(100);
        assertThat(counted(event, window, now, 7)).as("all others are out").isEqualTo(7);
        assertThat(counted(event, window, now.plusSeconds(86_400), 1))
                .as("a caller whose clock is wrong is counted by ours")
                .isEqualTo(8);
        assertThat(counted(event, window, now.plusSeconds(30), -3)).isEqualTo(5);
    }

    @Test
    void aWindowDefinedAgainAsAnotherKind_countsAnew_andSpoilsNoOther() {
        String window = aWindow("COUNT", Map.of(), 60);
        Map<String, Object> event = anEvent();
        assertThat(windowsOf(event)).containsEntry(window, 1L);
        assertThat(windowsOf(again(event))).containsEntry(window, 2L);

        remove(window);
        define(window, "DISTINCT", Map.of("distinct", "DEVICE"), 60);

        assertThat(windowsOf(with(again(event), "device", unique("d")))).containsEntry(window, 1L);
        assertThat(windowsOf(with(again(event), "device", unique("d"))))
                .containsEntry(window, 2L)
                .containsEntry("person_count_1h", 4L);
    }

    @Test
    void aWindowDefinedAgainWithAnotherLength_movesOn() {
        String window = aWindow("COUNT", Map.of(), 60);
        Map<String, Object> event = anEvent();
        assertThat(windowsOf(event)).containsEntry(window, 1L);

        remove(window);
        define(window, "COUNT", Map.of(), 3600);

        assertThat(windowsOf(again(event))).containsEntry(window, 1L);
        assertThat(windowsOf(again(event))).containsEntry(window, 2L);
    }

    @Test
    void aWindowRemovedAndDefinedAsItWas_goesOn() {
        String window = aWindow("COUNT", Map.of(), 3600);
        Map<String, Object> event = anEvent();
        assertThat(windowsOf(event)).containsEntry(window, 1L);

        remove(window);
        define(window, "COUNT", Map.of(), 3600);

        assertThat(windowsOf(again(event))).containsEntry(window, 2L);
    }

    private Map<String, Long> windowsOf(Map<String, Object> event) {
        return decisionOf(event).inputs().windows();
    }

    /** @return its name */
    private String aWindow(String kind, Map<String, Object> more, int seconds) {
        String window = "w" + unique("").replace("-", "_");
        define(window, kind, more, seconds);
        return window;
    }

    private void define(String window, String kind, Map<String, Object> more, int seconds) {
        Map<String, Object> wanted = new HashMap<>(more);
        wanted.putAll(
                Map.of("name", window, "scene", "REDEMPTION", "dimension", "PERSON", "kind", kind, "seconds", seconds));
        expect(201, http.post("/admin/v1/risk/windows", ANNE, wanted));
        awaitReload();
    }

    private void remove(String window) {
        expect(
                204,
                http.post("/admin/v1/risk/windows/REDEMPTION/" + window + "/remove", ANNE, Map.of("reason", "换一种统计")));
        awaitReload();
    }

    /** Counted in all windows of the scene, and this one's value. */
    private long counted(Map<String, Object> event, String window, Instant at, int points) {
        Map<String, Object> one = with(again(event), "at", at.toString());
        one.put("facts", Map.of("points", points));
        return decisionOf(one).inputs().windows().get(window);
    }

    /** So many calls by sixteen threads. */
    private static <T> List<T> together(int calls, IntFunction<T> call) throws Exception {
        List<Callable<T>> work = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            int number = i;
            work.add(() -> call.apply(number));
        }
        try (var threads = Executors.newFixedThreadPool(Math.min(calls, calls == 100 ? 100 : 16))) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(work)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
