package io.jiaxiao.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.message.fixture.MessageFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import io.jiaxiao.testkit.spring.TestSecrets;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every endpoint against what nobody should send: 4xx that names the field, never 5xx. */
class BadInputIT extends MessageFixture {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MESSAGES = "/internal/messages";
    private static final String TOKEN = TestSecrets.properties().get("jiaxiao.callback.path-token");
    private static final String REPORTS = "/callback/mas/" + TOKEN + "/reports";
    private static final String UPLINKS = "/callback/mas/" + TOKEN + "/uplinks";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key        | null",
                "key        | \"\"",
                "key        | \"   \"",
                "key        | \"带中文\"",
                "key        | \"emoji😀\"",
                "key        | {\"a\":1}",
                "key        | [\"a\"]",
                "lane       | null",
                "lane       | \"EXPRESS\"",
                "lane       | \"code\"",
                "lane       | 99",
                "lane       | {}",
                "template   | null",
                "template   | \"\"",
                "template   | []",
                "mobile     | null",
                "mobile     | \"\"",
                "mobile     | \"12345\"",
                "mobile     | \"23800000000\"",
                "mobile     | \"138000000001\"",
                "mobile     | \"１３８００００００００\"",
                "mobile     | {}",
                "params     | null",
                "params     | \"code\"",
                "params     | [1]",
                "params     | {\"code\":null,\"minutes\":\"5\"}",
                "params     | {\"code\":{\"a\":1},\"minutes\":\"5\"}",
                "expiresAt  | \"tomorrow\"",
                "expiresAt  | \"2026-13-45T99:00:00Z\"",
                "expiresAt  | {}",
                "surprise   | true",
            })
    void aWrongFieldOfAMessage_isNamed(String field, String value) {
        Map<String, Object> body = aCode(aNumber());
        body.put(field, JSON.readTree(value));
        Http.Answer answer = http.post(MESSAGES, Tokens.service("roster-service", "message-service"), body);
        assertProblem(answer, 400);
        assertThat(answer.fields()).anyMatch(named -> named.startsWith(field));
    }

    @ParameterizedTest
    @CsvSource({"key,65", "template,65"})
    void anOverlongFieldOfAMessage_isNamed(String field, int length) {
        Map<String, Object> body = aCode(aNumber());
        body.put(field, "a".repeat(length));
        Http.Answer answer = http.post(MESSAGES, Tokens.service("roster-service", "message-service"), body);
        assertProblem(answer, 400);
        assertThat(answer.fields()).contains(field);
    }

    @Test
    void paramsAreBounded_inNumberNameAndValue() {
        Map<String, Object> many = new LinkedHashMap<>();
        for (int i = 0; i < 21; i++) {
            many.put("p" + i, "x");
        }
        assertParams(many);
        assertParams(Map.of("n".repeat(33), "x"));
        assertParams(Map.of("code", "x".repeat(201), "minutes", "5"));
    }

    private void assertParams(Map<String, Object> params) {
        Map<String, Object> body = aCode(aNumber());
        body.put("params", params);
        Http.Answer answer = http.post(MESSAGES, Tokens.service("roster-service", "message-service"), body);
        assertProblem(answer, 400);
        assertThat(answer.fields()).anyMatch(named -> named.startsWith("params"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reportStatus | null",
                "reportStatus | \"\"",
                "reportStatus | \"已送达\"",
                "reportStatus | {}",
                "mobile       | null",
                "mobile       | \"911\"",
                "mobile       | []",
                "submitDate   | null",
                "submitDate   | \"yesterday\"",
                "submitDate   | \"20261399000000\"",
                "submitDate   | 20261122",
                "receiveDate  | \"\"",
                "receiveDate  | {}",
                "errorCode    | \"😀\"",
                "errorCode    | {}",
                "msgGroup     | null",
                "msgGroup     | \"a b\"",
                "msgGroup     | []",
            })
    void aWrongFieldOfAReport_isNamed(String field, String value) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of(
                "reportStatus", "DELIVRD",
                "mobile", aNumber(),
                "submitDate", "20261122100000",
                "receiveDate", "20261122100001",
                "errorCode", "",
                "msgGroup", "b1"));
        body.put(field, JSON.readTree(value));
        Http.Answer answer = http.post(REPORTS, "", body);
        assertProblem(answer, 400);
        assertThat(answer.fields()).contains(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mobile     | null",
                "mobile     | \"x\"",
                "smsContent | null",
                "smsContent | {}",
                "sendTime   | null",
                "sendTime   | \"20261122100000\"",
                "addSerial  | null",
                "addSerial  | \"abc\"",
            })
    void aWrongFieldOfAnUplink_isNamed(String field, String value) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of(
                "mobile", aNumber(), "smsContent", "TD", "sendTime", "2026-11-22 10:00:00", "addSerial", "1065"));
        body.put(field, JSON.readTree(value));
        Http.Answer answer = http.post(UPLINKS, "", body);
        assertProblem(answer, 400);
        assertThat(answer.fields()).contains(field);
    }

    @Test
    void anOverlongUplink_isNamed() {
        Http.Answer answer = http.post(
                UPLINKS,
                "",
                Map.of(
                        "mobile",
                        aNumber(),
                        "smsContent",
                        "字".repeat(2001),
                        "sendTime",
                        "2026-11-22 10:00:00",
                        "addSerial",
                        "1065"));
        assertProblem(answer, 400);
        assertThat(answer.fields()).contains("smsContent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mobile=123",
                "mobile=%F0%9F%98%80",
                "state=GONE",
                "lane=code",
                "template=" + "%E6%A8%A1",
                "from=yesterday",
                "from=-1000000000-01-01T00:00:00Z",
                "from=1999-01-01T00:00:00Z",
                "to=%2B1000000000-01-01T00:00:00Z",
                "to=soon",
                "page=-1",
                "page=10001",
                "page=x",
                "page=99999999999",
                "size=0",
                "size=201",
                "size=1.5"
            })
    void aWrongFilterIsNamed(String query) {
        Http.Answer answer = http.get("/admin/v1/messages?" + query, Tokens.operator());
        assertProblem(answer, 400);
        String name = query.substring(0, query.indexOf('='));
        assertThat(answer.fields().contains(name)
                        || answer.json().path("detail").asString().contains(name))
                .as(answer.body())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/v1/messages/abc",
                "/admin/v1/messages/99999999999999999999",
                "/admin/v1/messages/1.5",
                "/admin/v1/messages/summary?from=x",
                "/admin/v1/messages/summary?to=%00"
            })
    void aWrongPathOrSummaryIsRefused(String path) {
        assertProblem(http.get(path, Tokens.operator()), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[]", "\"text\"", "null", "", "{\"key\":\"a\"", "\u0000", "{'key':1}", "key=1&lane=CODE"})
    void whatIsNoJsonObject_isRefusedEverywhere(String body) {
        for (String path : new String[] {MESSAGES, REPORTS, UPLINKS}) {
            assertProblem(http.post(path, tokenFor(path), body), 400);
        }
    }

    @Test
    void bytesThatAreNoText_areRefusedEverywhere() {
        for (String path : new String[] {MESSAGES, REPORTS, UPLINKS}) {
            Http.Answer answer = http.send(http.request(path, tokenFor(path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(
                            new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'})));
            assertProblem(answer, 400);
        }
    }

    @Test
    void aMegabyteIsTooMuchEverywhere_announcedOrChunked() {
        byte[] body = ("{\"key\":\"" + "x".repeat(1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
        for (String path : new String[] {MESSAGES, REPORTS, UPLINKS}) {
            assertProblem(
                    http.send(http.request(path, tokenFor(path))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(body))),
                    413);
            assertProblem(
                    http.send(http.request(path, tokenFor(path))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)))),
                    413);
        }
    }

    @Test
    void anotherTypeOrMethodIsRefused() {
        for (String path : new String[] {MESSAGES, REPORTS, UPLINKS}) {
            assertProblem(
                    http.send(http.request(path, tokenFor(path))
                            .header("Content-Type", "application/xml")
                            .POST(BodyPublishers.ofString("<a/>"))),
                    415);
            assertProblem(http.get(path, tokenFor(path)), 405);
        }
        assertProblem(http.post("/admin/v1/messages", Tokens.operator(), "{}"), 405);
    }

    @Test
    void aRefusalNeverRepeatsWhatWasSent() {
        Map<String, Object> body = aCode("13912345678");
        body.put("lane", "13912345678");
        assertThat(http.post(MESSAGES, Tokens.service("roster-service", "message-service"), body)
                        .body())
                .doesNotContain("13912345678");
        JsonNode named = JSON.valueToTree(Map.of("13912345678", Arrays.asList(1, 2)));
        assertThat(http.post(MESSAGES, Tokens.service("roster-service", "message-service"), named)
                        .status())
                .isEqualTo(400);
    }

    private static String tokenFor(String path) {
        return path.equals(MESSAGES) ? Tokens.service("roster-service", "message-service") : "";
    }

    private static void assertProblem(Http.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.code()).isNotEmpty();
        assertThat(answer.json().path("detail").asString()).matches("(?s).*\\p{IsHan}.*");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
    }
}
