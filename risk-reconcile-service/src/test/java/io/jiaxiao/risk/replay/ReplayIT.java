package io.jiaxiao.risk.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.risk.fixture.RiskFixture;
import io.jiaxiao.testkit.http.Http;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Plants events, then runs drafts over them. Every pass is kept in tests, so the numbers are exact. */
class ReplayIT extends RiskFixture {

    private static final String REPLAYS = "/admin/v1/risk/replays";

    @Autowired
    private RunReplay run;

    @Test
    void aDraftFindsExactlyThePlantedEvents_byTheWindowsOfThen_andSaysWhatItWouldHaveChanged() {
        Instant from = Instant.now();
        String sku = unique("replayed");
        List<String> planted = new ArrayList<>();
        Map<String, Object> busy = with(anEvent(), "facts", Map.of("points", 500, "sku", sku));
        for (int i = 1; i <= 12; i++) {
            Map<String, Object> event = again(busy);
            String decision = expect(200, ask(event)).json().path("decisionId").asString();
            if (i > 7) {
                planted.add(decision);
            }
        }
        for (int i = 0; i < 20; i++) {
            verdict(with(anEvent(), "facts", Map.of("points", 500, "sku", sku)));
        }
        verdict(with(again(busy), "facts", Map.of("points", 500)));
        await().until(() -> storedWith(sku) == 32);
        Instant until = Instant.now();
        String code = aCode();
        expect(
                201,
                http.post(
                        "/admin/v1/risk/rules",
                        ANNE,
                        aRule(code, "facts.sku == '" + sku + "' && windows.person_count_1h > 7", "REVIEW")));
        for (int i = 0; i < 3; i++) {
            verdict(again(busy));
        }

        JsonNode story = replay(code, 1, from, until);

        JsonNode tally = story.path("replay").path("tally");
        assertThat(story.path("replay").path("state").asString()).isEqualTo("DONE");
        assertThat(tally.path("done").asInt())
                .isEqualTo(story.path("replay").path("total").asInt())
                .isGreaterThanOrEqualTo(33);
        assertThat(tally.path("hits").asInt()).isEqualTo(5);
        assertThat(tally.path("estimated").asInt()).isEqualTo(5);
        assertThat(tally.path("undecided").asInt()).as("no sku").isPositive();
        assertThat(tally.path("stricter").asInt())
                .as("8 to 10 passed; 11 and 12 were rejected anyway")
                .isEqualTo(3);
        assertThat(tally.path("milder").asInt()).isZero();
        List<String> found = new ArrayList<>();
        story.path("samples")
                .forEach(sample -> found.add(sample.path("decisionId").asString()));
        assertThat(found).containsExactlyElementsOf(planted);
        assertThat(story.path("samples").path(0).path("then").asString()).isEqualTo("PASS");
        assertThat(story.path("samples").path(0).path("now").asString()).isEqualTo("REVIEW");
        assertThat(story.path("samples").path(4).path("now").asString()).isEqualTo("REJECT");
    }

    @Test
    void aMilderVersionOfARuleInForceShowsWhatItWouldHaveLetThrough() {
        String sku = unique("milder");
        String code = aLiveRule("facts.sku == '" + sku + "'", "REJECT", "ON");
        Instant from = Instant.now();
        for (int i = 1; i <= 4; i++) {
            verdict(with(anEvent(), "facts", Map.of("points", i, "sku", sku)));
        }
        await().until(() -> storedWith(sku) == 4);
        Instant until = Instant.now();
        expect(
                201,
                http.post(
                        "/admin/v1/risk/rules/" + code + "/versions",
                        ANNE,
                        Map.of(
                                "expression",
                                "facts.sku == '" + sku + "' && facts.points > 2",
                                "verdict",
                                "REJECT",
                                "message",
                                "暂时无法办理",
                                "priority",
                                1)));

        JsonNode tally = replay(code, 2, from, until).path("replay").path("tally");

        assertThat(tally.path("hits").asInt()).isEqualTo(2);
        assertThat(tally.path("milder").asInt()).isEqualTo(2);
        assertThat(tally.path("stricter").asInt()).isZero();
    }

    @Test
    void whatIsRunIsWhatWasOrdered_alsoWhenTheDraftIsEditedWhileItRuns() {
        String sku = unique("edited");
        Instant from = Instant.now();
        for (int i = 1; i <= 3; i++) {
            verdict(with(anEvent(), "facts", Map.of("points", i, "sku", sku)));
        }
        await().until(() -> storedWith(sku) == 3);
        Instant until = Instant.now();
        String code = aCode();
        String ordered = "facts.sku == '" + sku + "'";
        expect(201, http.post("/admin/v1/risk/rules", ANNE, aRule(code, ordered, "REVIEW")));
        JsonNode before = replay(code, 1, from, until).path("replay");

        expect(
                200,
                http.put(
                        "/admin/v1/risk/rules/" + code + "/versions/1",
                        ANNE,
                        Map.of("expression", "false", "verdict", "REJECT", "message", "暂时无法办理", "priority", 1)));
        // its instance died before the first chunk was counted
        String id = before.path("id").asString();
        jdbc.update("DELETE FROM replay_sample WHERE replay_id = ?", id);
        jdbc.update(
                "UPDATE replay SET state = 'RUNNING', ended_at = NULL, done = 0, hits = 0, estimated = 0, undecided = 0,"
                        + " stricter = 0, milder = 0, reached_at = span_from, reached_id = 0 WHERE id = ?",
                id);
        run.run(Long.parseLong(id));

        JsonNode story = http.get(REPLAYS + "/" + id, ANNE).json();
        assertThat(story.path("replay").path("tally")).isEqualTo(before.path("tally"));
        assertThat(story.path("replay").path("tally").path("hits").asInt()).isEqualTo(3);
        assertThat(story.path("replay").path("text").path("expression").asString())
                .isEqualTo(ordered);
        assertThat(story.path("replay").path("text").path("verdict").asString()).isEqualTo("REVIEW");
        assertThat(story.path("replay").path("text").path("priority").asInt()).isEqualTo(500);
        assertThat(story.path("samples").path(0).path("now").asString()).isEqualTo("REVIEW");
    }

    @Test
    void aReplayOfNothingEnds_andOneOfNonsenseIsRefused() {
        String code = aCode();
        expect(201, http.post("/admin/v1/risk/rules", ANNE, aRule(code, "true", "REVIEW")));
        Instant past = Instant.parse("2025-01-01T00:00:00Z");

        assertThat(replay(code, 1, past, past.plusSeconds(60))
                        .path("replay")
                        .path("tally")
                        .path("done")
                        .asInt())
                .isZero();
        Instant now = Instant.now();
        assertThat(order(code, 1, now, now.minusSeconds(1)).code()).isEqualTo("SPAN_INVALID");
        assertThat(order(code, 1, now, now.plusSeconds(3600)).code()).isEqualTo("SPAN_INVALID");
        assertThat(order(code, 1, Instant.MIN, Instant.MAX).status()).isBetween(400, 422);
        assertThat(order(code, 1, now.minus(Duration.ofDays(90)), now).code()).isEqualTo("SPAN_INVALID");
        assertThat(order(code, 9, now.minusSeconds(60), now).code()).isEqualTo("RULE_VERSION_UNKNOWN");
        assertThat(order("T_UNKNOWN", 1, now.minusSeconds(60), now).status()).isEqualTo(404);
        assertThat(http.get(REPLAYS + "/1", ANNE).status()).isEqualTo(404);
    }

    private int storedWith(String sku) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM decision WHERE inputs LIKE ?", Integer.class, "%" + sku + "%");
    }

    private Http.Answer order(String code, int version, Instant from, Instant until) {
        return http.post(
                REPLAYS,
                ANNE,
                Map.of("rule", code, "version", version, "from", from.toString(), "until", until.toString()));
    }

    private JsonNode replay(String code, int version, Instant from, Instant until) {
        String id =
                expect(202, order(code, version, from, until)).json().path("id").asString();
        await().atMost(Duration.ofSeconds(20)).until(() -> !http.get(REPLAYS + "/" + id, ANNE)
                .json()
                .path("replay")
                .path("state")
                .asString()
                .equals("RUNNING"));
        return http.get(REPLAYS + "/" + id, ANNE).json();
    }
}
