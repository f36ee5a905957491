package io.jiaxiao.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.risk.decision.domain.DecisionRecord;
import io.jiaxiao.testkit.http.Http;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One event, one decision: how it is made, kept and found. */
class DecideIT extends DecisionFixture {

    @Test
    void anOrdinaryEventPasses() {
        JsonNode decision = expect(200, ask(anEvent())).json();

        assertThat(decision.path("verdict").asString()).isEqualTo("PASS");
        assertThat(decision.path("rules").size()).isZero();
        assertThat(decision.path("message").asString("?")).isEmpty();
        assertThat(decision.path("decisionId").asString()).matches("[0-9]+");
    }

    @Test
    void theEleventhRedemptionWithinAnHourIsRejected_andAskingAgainChangesNothing() {
        Map<String, Object> first = anEvent();
        assertThat(verdict(first)).isEqualTo("PASS");
        for (int i = 2; i <= 10; i++) {
            Map<String, Object> next = again(first);
            assertThat(verdict(next)).isEqualTo("PASS");
            assertThat(verdict(next)).as("the same once more").isEqualTo("PASS");
        }
        Map<String, Object> eleventh = again(first);

        JsonNode decision = expect(200, ask(eleventh)).json();

        assertThat(decision.path("verdict").asString()).isEqualTo("REJECT");
        assertThat(decision.path("rules").path(0).asString()).isEqualTo("REDEMPTION_PERSON_HOURLY");
        assertThat(decision.path("message").asString()).contains("频繁").doesNotContain("REDEMPTION");
        assertThat(ask(with(eleventh, "at", Instant.now().plusSeconds(20).toString()))
                        .json())
                .as("the stored decision, also when asked at another time")
                .isEqualTo(decision);
        assertThat(ask(first).json().path("verdict").asString())
                .as("what passed before stays passed")
                .isEqualTo("PASS");
    }

    @Test
    void theSameEventIdWithOtherFactsIsRefused_whetherTheFirstWasStoredOrNot() {
        Map<String, Object> event = anEvent();
        verdict(event);

        for (Map<String, Object> other : List.of(
                with(event, "personId", "somebody-else"),
                with(event, "facts", Map.of("points", 101, "quantity", 1, "channel", "JD")),
                with(event, "facts", Map.of("points", "100", "quantity", 1, "channel", "JD")),
                with(event, "ip", "10.9.9.9"))) {
            Http.Answer answer = expect(422, ask(other));
            assertThat(answer.code()).isEqualTo("EVENT_REUSED");
            assertThat(answer.type()).startsWith("application/problem+json");
        }
        await().until(() -> stored((String) event.get("eventId")) == 1);
        assertThat(ask(with(event, "ip", "10.9.9.9")).status()).isEqualTo(422);
        assertThat(verdict(event)).isEqualTo("PASS");
    }

    @Test
    void aDecisionThatNeverCameToBeStored_isMadeAgainFromTheValuesOfThen() {
        Map<String, Object> event = with(anEvent(), "facts", Map.of("points", 60_000));
        DecisionRecord first = decisionOf(event);
        verdict(again(event));
        jdbc.update("DELETE FROM decision WHERE event_id = ?", event.get("eventId"));

        DecisionRecord second = decisionOf(event);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.inputs().windows()).isEqualTo(first.inputs().windows());
        assertThat(decisionOf(again(event)).inputs().windows()).containsEntry("person_count_1h", 3L);
    }

    @Test
    void theSameEventIdInAnotherSceneIsAnotherEvent() {
        Map<String, Object> event = anEvent();
        verdict(event);

        assertThat(verdict(with(with(event, "scene", "COUPON"), "facts", Map.of())))
                .isEqualTo("PASS");
    }

    @Test
    void anObservingRuleIsStoredAndDecidesNothing_untilItIsSwitchedOn() {
        String rule = aLiveRule("facts.sku == 'observed'", "REJECT", "OBSERVE");
        Map<String, Object> event =
                with(anEvent(), "facts", Map.of("points", 1, "sku", "observed", "quantity", 1, "channel", "JD"));

        assertThat(verdict(event)).isEqualTo("PASS");
        assertThat(decisionOf(event).hits()).singleElement().satisfies(hit -> {
            assertThat(hit.rule()).isEqualTo(rule);
            assertThat(hit.version()).isOne();
            assertThat(hit.decides()).isFalse();
        });

        mode(rule, "ON");
        assertThat(verdict(event)).as("decided is decided").isEqualTo("PASS");
        assertThat(verdict(again(event))).isEqualTo("REJECT");
        mode(rule, "OFF");
        assertThat(verdict(again(event))).isEqualTo("PASS");
    }

    @Test
    void aNewDeviceWithAHighValueIsObserved_anOldOneIsNot() {
        Map<String, Object> event = with(anEvent(), "facts", Map.of("points", 20_000));

        assertThat(rulesThatHit(event)).contains("REDEMPTION_NEW_DEVICE_HIGH_VALUE");
        assertThat(rulesThatHit(again(event))).doesNotContain("REDEMPTION_NEW_DEVICE_HIGH_VALUE");
    }

    private List<String> rulesThatHit(Map<String, Object> event) {
        return decisionOf(event).hits().stream().map(hit -> hit.rule()).toList();
    }

    @Test
    void operatorsFindDecisionsByRulePersonVerdictAndTime() {
        String rule = aLiveRule("facts.sku == 'looked-for'", "REVIEW", "ON");
        Map<String, Object> event = with(anEvent(), "facts", Map.of("points", 1, "sku", "looked-for"));
        for (int i = 0; i < 3; i++) {
            verdict(again(event));
        }
        Map<String, Object> plain = with(anEvent(), "personId", event.get("personId"));
        decisionOf(plain);
        String person = "personId=" + event.get("personId");

        assertThat(total("rule=" + rule)).isEqualTo(3);
        assertThat(total(person)).isEqualTo(4);
        assertThat(total(person + "&verdict=PASS")).isOne();
        assertThat(total(person + "&verdict=REVIEW&scene=REDEMPTION")).isEqualTo(3);
        assertThat(total(person + "&scene=COUPON")).isZero();
        assertThat(total(person + "&to=2025-01-01T00:00:00Z")).isZero();
        JsonNode page = found(person + "&size=2&page=1");
        assertThat(page.path("total").asInt()).isEqualTo(4);
        assertThat(page.path("decisions").size()).isEqualTo(2);
        JsonNode newest = found("rule=" + rule).path("decisions").path(0);
        assertThat(newest.path("hits").path(0).path("rule").asString()).isEqualTo(rule);
        assertThat(newest.path("inputs").path("windows").path("person_count_1h").asInt())
                .isEqualTo(3);
        assertThat(expect(200, http.get("/admin/v1/risk/hits", ANNE)).json().valueStream())
                .anySatisfy(line -> {
                    assertThat(line.path("rule").asString()).isEqualTo(rule);
                    assertThat(line.path("mode").asString()).isEqualTo("ON");
                    assertThat(line.path("hits").asInt()).isEqualTo(3);
                });
    }

    private int total(String query) {
        return found(query).path("total").asInt();
    }

    private JsonNode found(String query) {
        return expect(200, http.get("/admin/v1/risk/decisions?" + query, ANNE)).json();
    }

    @Test
    void storedInputsComeBackAsTheyWere() {
        Map<String, Object> facts = new HashMap<>(Map.of("points", 25_000, "sku", "a\"b\\c 中文", "quantity", -1));
        facts.put("kind", "");
        Map<String, Object> event = with(anEvent(), "facts", facts);
        event.put("schoolId", "s1");

        DecisionRecord decision = decisionOf(event);

        assertThat(decision.inputs().facts())
                .isEqualTo(Map.of("points", 25_000L, "sku", "a\"b\\c 中文", "quantity", -1L, "kind", ""));
        assertThat(decision.inputs().schoolId()).isEqualTo("s1");
        assertThat(decision.inputs().mobileIndex()).isNull();
        assertThat(decision.inputs().windows()).containsKeys("school_points_1h").doesNotContainKey("mobile_count_1d");
    }
}
