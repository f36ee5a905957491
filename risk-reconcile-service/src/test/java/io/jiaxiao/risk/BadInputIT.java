package io.jiaxiao.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.risk.fixture.RiskFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Every endpoint against what nobody should send: 4xx, never 5xx. */
class BadInputIT extends RiskFixture {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ADMIN = "/admin/v1/risk";
    private static final String[] POSTS = {
        "/internal/decisions",
        "/internal/decisions/batches",
        ADMIN + "/rules",
        ADMIN + "/rules/check",
        ADMIN + "/rules/REDEMPTION_BLOCKED/versions",
        ADMIN + "/rules/REDEMPTION_BLOCKED/mode",
        ADMIN + "/rules/REDEMPTION_BLOCKED/retire",
        ADMIN + "/rules/REDEMPTION_BLOCKED/versions/1/reject",
        ADMIN + "/rules/REDEMPTION_BLOCKED/versions/1/roll-back",
        ADMIN + "/windows",
        ADMIN + "/windows/REDEMPTION/person_count_1h/remove",
        ADMIN + "/lists",
        ADMIN + "/lists/1/end",
        ADMIN + "/lists/batches/1/end",
        ADMIN + "/replays",
        ADMIN + "/events/1/acknowledge"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eventId     | null",
                "eventId     | \"\"",
                "eventId     | \"a b\"",
                "eventId     | \"中文\"",
                "eventId     | \"a\\u0000b\"",
                "eventId     | {}",
                "scene       | null",
                "scene       | \"GIFT\"",
                "scene       | \"redemption\"",
                "scene       | 7",
                "personId    | null",
                "personId    | \"  \"",
                "personId    | []",
                "device      | {}",
                "mobileIndex | [1]",
                "ip          | {}",
                "schoolId    | []",
                "facts       | null",
                "facts       | \"points\"",
                "facts       | [1]",
                "facts       | {\"points\":null}",
                "facts       | {\"points\":1.5}",
                "facts       | {\"points\":1e3}",
                "facts       | {\"points\":[1]}",
                "facts       | {\"points\":{}}",
                "facts       | {\"points\":9223372036854775807}",
                "facts       | {\"points\":99999999999999999999999}",
                "facts       | {\"a b\":1}",
                "facts       | {\"\":1}",
                "at          | null",
                "at          | \"yesterday\"",
                "at          | {}",
                "surprise    | true",
            })
    void aWrongFieldOfAnEvent_isNamed(String field, String value) {
        Map<String, Object> event = anEvent();
        event.put(field, JSON.readTree(value));

        Http.Answer answer = problem(400, ask(event));

        assertThat(answer.fields().stream().anyMatch(named -> named.startsWith(field))
                        || answer.json().path("detail").asString().contains(field))
                .as(answer.body())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"eventId,65", "personId,33", "device,65", "mobileIndex,65", "ip,46", "schoolId,33"})
    void anOverlongFieldOfAnEvent_isNamed(String field, int length) {
        assertThat(problem(400, ask(with(anEvent(), field, "a".repeat(length)))).fields())
                .contains(field);
    }

    @Test
    void factsAreBounded_inNumberNameAndValue() {
        Map<String, Object> many = new LinkedHashMap<>();
        for (int i = 0; i < 33; i++) {
            many.put("f" + i, i);
        }
        problem(400, ask(with(anEvent(), "facts", many)));
        problem(400, ask(with(anEvent(), "facts", Map.of("f".repeat(33), 1))));
        problem(400, ask(with(anEvent(), "facts", Map.of("sku", "x".repeat(257)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z", "1970-01-01T00:00:00Z"})
    void aTimeFarAway_isNoFault(String at) {
        assertThat(ask(with(anEvent(), "at", at)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
    void aTimeFarAwayInWhatOperatorsAsk_isRefusedAndNamed(String far) {
        Http.Answer sample = problem(
                400,
                http.post(
                        ADMIN + "/rules/check",
                        ANNE,
                        Map.of("scene", "REDEMPTION", "expression", "hour < 5", "sample", Map.of("at", far))));
        assertThat(sample.json().path("detail").asString()).contains("sample.at");
        String near = Instant.now().toString();
        for (Map<String, String> span : List.of(
                Map.of("from", far, "until", near),
                Map.of("from", near, "until", far),
                Map.of("from", far, "until", far),
                Map.of("from", "-1000000000-01-01T00:00:00Z", "until", "-1000000000-01-02T00:00:00Z"))) {
            Map<String, Object> replay = new LinkedHashMap<>(span);
            replay.putAll(Map.of("rule", "REDEMPTION_BLOCKED", "version", 1));
            problem(400, http.post(ADMIN + "/replays", ANNE, replay));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "null", "", "{\"reason\":", "\u0000", "{'reason':1}", "{\"x\":1}"})
    void whatIsNoSuchObject_isRefusedEverywhere(String body) {
        for (String path : POSTS) {
            problem(400, http.post(path, tokenFor(path), body));
        }
    }

    @Test
    void aMegabyteOrAnotherTypeIsRefusedEverywhere() {
        String large = "{\"reason\":\"" + "x".repeat(1024 * 1024) + "\"}";
        for (String path : POSTS) {
            problem(413, http.post(path, tokenFor(path), large));
            problem(
                    415,
                    http.send(http.request(path, tokenFor(path))
                            .header("Content-Type", "application/xml")
                            .POST(BodyPublishers.ofString("<a/>"))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rules?scene=X",
                "/rules?page=-1",
                "/rules?size=0",
                "/rules?size=201",
                "/rules?page=99999999999",
                "/vocabulary",
                "/vocabulary?scene=",
                "/windows?scene=x",
                "/lists?kind=GREY",
                "/lists?dimension=POINTS",
                "/lists?inForce=maybe",
                "/lists?batch=0",
                "/lists?batch=x",
                "/decisions?scene=X",
                "/decisions?verdict=MAYBE",
                "/decisions?rule=lower",
                "/decisions?from=yesterday",
                "/decisions?from=-1000000000-01-01T00:00:00Z",
                "/decisions?to=%2B1000000000-01-01T00:00:00Z",
                "/decisions?size=1.5",
                "/decisions/abc",
                "/decisions/99999999999999999999",
                "/hits?from=2020-01-01T00:00:00Z",
                "/replays/x",
                "/replays?page=x"
            })
    void aWrongQueryIsRefused(String query) {
        problem(400, http.get(ADMIN + query, ANNE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rules/NO_SUCH", "/rules/%00", "/rules/a%20b", "/decisions/1", "/decisions/-1"})
    void whatIsNotThereIsNotFound(String path) {
        assertThat(http.get(ADMIN + path, ANNE).status()).isBetween(400, 404);
    }

    @Test
    void actionsOnWhatIsNotThere_areNotFound() {
        Map<String, Object> reason = Map.of("reason", "测试");
        problem(404, http.post(ADMIN + "/rules/NO_SUCH/mode", ANNE, Map.of("mode", "ON", "reason", "测试")));
        problem(404, http.post(ADMIN + "/rules/NO_SUCH/retire", ANNE, reason));
        problem(404, http.post(ADMIN + "/rules/NO_SUCH/versions/1/approve", ANNE, ""));
        problem(404, http.post(ADMIN + "/rules/REDEMPTION_BLOCKED/versions/99/submit", ANNE, ""));
        problem(400, http.post(ADMIN + "/rules/REDEMPTION_BLOCKED/versions/x/submit", ANNE, ""));
        problem(404, http.post(ADMIN + "/windows/REDEMPTION/nothing/remove", ANNE, reason));
        problem(404, http.post(ADMIN + "/lists/1/end", ANNE, reason));
        problem(404, http.post(ADMIN + "/lists/batches/1/end", ANNE, reason));
        problem(400, http.post(ADMIN + "/lists/batches/x/end", ANNE, reason));
        problem(
                400,
                http.post(
                        ADMIN + "/lists",
                        ANNE,
                        Map.of(
                                "kind",
                                "BLOCK",
                                "dimension",
                                "PERSON",
                                "text",
                                "x",
                                "reason",
                                "字".repeat(501),
                                "endsAt",
                                Instant.now().plusSeconds(60).toString())));
    }

    private static String tokenFor(String path) {
        return path.startsWith("/internal") ? Tokens.service("mall-service", "risk-reconcile-service") : ANNE;
    }
}
