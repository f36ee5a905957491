package io.jiaxiao.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.risk.DecisionBatch;
import io.jiaxiao.testkit.together.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several decisions in one call are what each would have been alone. */
class DecideEachIT extends DecisionFixture {

    @Test
    void eachIsDecidedForItself_inTheOrderAsked_andOneThatIsWrongSpoilsNoOther() {
        String rule = aLiveRule("facts.sku == 'each'", "REJECT", "ON");
        Map<String, Object> passes = anEvent();
        Map<String, Object> rejected = with(anEvent(), "facts", Map.of("points", 7, "sku", "each"));
        Map<String, Object> wrongFact = with(anEvent(), "facts", Map.of("points", 1.5));
        Map<String, Object> longDevice = with(anEvent(), "device", "x".repeat(65));
        Map<String, Object> signIn = with(with(anEvent(), "scene", "SIGN_IN"), "facts", Map.of());
        Map<String, Object> reused = anEvent();
        JsonNode first = ask(reused).json();

        JsonNode answers = expect(
                        200,
                        askEach(List.of(
                                passes,
                                longDevice,
                                rejected,
                                wrongFact,
                                signIn,
                                reused,
                                with(reused, "ip", "1.1.1.1"))))
                .json();

        assertThat(answers.size()).isEqualTo(7);
        assertThat(decision(answers, 0).path("verdict").asString()).isEqualTo("PASS");
        assertThat(refusal(answers, 1)).isEqualTo("INVALID INVALID_REQUEST");
        assertThat(answers.path(1).path("refusal").path("detail").asString()).contains("device");
        assertThat(decision(answers, 2).path("verdict").asString()).isEqualTo("REJECT");
        assertThat(decision(answers, 2).path("rules").path(0).asString()).isEqualTo(rule);
        assertThat(stored((String) rejected.get("eventId"))).isOne();
        assertThat(refusal(answers, 3)).isEqualTo("INVALID FACTS_INVALID");
        assertThat(decision(answers, 4).path("verdict").asString()).isEqualTo("PASS");
        assertThat(decision(answers, 5)).isEqualTo(first);
        assertThat(refusal(answers, 6)).isEqualTo("UNPROCESSABLE EVENT_REUSED");
    }

    @Test
    void copiesInOneCall_andInOthers_areOneDecisionAndOneCount() {
        String rule = aLiveRule("windows.person_count_1h >= 1 && facts.sku == 'each-copies'", "REVIEW", "ON");
        Map<String, Object> event = with(anEvent(), "facts", Map.of("points", 7, "sku", "each-copies"));

        List<JsonNode> told = Together.atOnce(
                        24,
                        i -> i % 3 == 0
                                ? List.of(ask(event).json())
                                : decisions(askEach(List.of(event, event)).json()))
                .stream()
                .flatMap(List::stream)
                .toList();

        assertThat(told).hasSize(40);
        assertThat(told.stream().distinct()).hasSize(1);
        assertThat(told.getFirst().path("rules").path(0).asString()).isEqualTo(rule);
        assertThat(decisionOf(again(event)).inputs().windows()).containsEntry("person_count_1h", 2L);
    }

    @Test
    void windowsCountWhatComesTogetherAndAlone_exactly() {
        aLiveRule("facts.sku == 'each-sums'", "REVIEW", "OBSERVE");
        Map<String, Object> event = with(anEvent(), "facts", Map.of("points", 3, "sku", "each-sums"));

        Together.atOnce(
                16,
                i -> i % 2 == 0
                        ? ask(again(event)).status()
                        : askEach(IntStream.range(0, 9)
                                        .mapToObj(n -> again(event))
                                        .toList())
                                .status());

        assertThat(decisionOf(again(event)).inputs().windows())
                .containsEntry("person_count_1h", 8 + 72 + 1L)
                .containsEntry("person_points_1d", 3 * (8 + 72 + 1L));
    }

    @Test
    void whoComesLaterInACall_isCountedAfterThoseBefore() {
        aLiveRule("facts.sku == 'each-order'", "REVIEW", "OBSERVE");
        Map<String, Object> event = with(anEvent(), "facts", Map.of("points", 3, "sku", "each-order"));
        List<Map<String, Object>> four =
                Stream.generate(() -> again(event)).limit(4).toList();

        expect(200, askEach(four));

        for (int i = 0; i < 4; i++) {
            assertThat(decisionOf(four.get(i)).inputs().windows()).containsEntry("person_count_1h", i + 1L);
        }
    }

    @Test
    void withoutRedis_eachIsReviewed_andSaysSo() {
        LINE.cut();
        List<Map<String, Object>> events = List.of(anEvent(), anEvent(), anEvent());

        List<JsonNode> decisions = decisions(expect(200, askEach(events)).json());

        assertThat(decisions).hasSize(3).allSatisfy(decision -> {
            assertThat(decision.path("verdict").asString()).isEqualTo("REVIEW");
            assertThat(decision.path("rules").path(0).asString()).isEqualTo("DEGRADED");
        });
        assertThat(events).allSatisfy(event -> assertThat(stored((String) event.get("eventId")))
                .isOne());
    }

    @Test
    void aCallHasAtLeastOne_andNoMoreThanRedisCanStandAside() {
        problem(400, askEach(List.of()));
        problem(
                400,
                askEach(Stream.generate(DecideEachIT::anEvent)
                        .limit(DecisionBatch.MOST + 1)
                        .toList()));
        assertThat(decisions(expect(
                                200,
                                askEach(Stream.generate(DecideEachIT::anEvent)
                                        .limit(DecisionBatch.MOST)
                                        .toList()))
                        .json()))
                .hasSize(DecisionBatch.MOST);
    }

    private static JsonNode decision(JsonNode answers, int which) {
        assertThat(answers.path(which).has("refusal")).as(answers.toString()).isFalse();
        return answers.path(which).path("decision");
    }

    private static String refusal(JsonNode answers, int which) {
        JsonNode refusal = answers.path(which).path("refusal");
        return refusal.path("kind").asString() + " " + refusal.path("code").asString();
    }

    private static List<JsonNode> decisions(JsonNode answers) {
        List<JsonNode> decisions = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            decisions.add(decision(answers, i));
        }
        return decisions;
    }
}
