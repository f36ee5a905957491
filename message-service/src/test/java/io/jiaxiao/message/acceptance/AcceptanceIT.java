package io.jiaxiao.message.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.message.fixture.MessageFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** {@code POST /internal/messages}: what is taken, what is refused, and what happens when it is asked twice. */
class AcceptanceIT extends MessageFixture {

    private static final String PATH = "/internal/messages";
    private static final String ROSTER = Tokens.service("roster-service", "message-service");

    @Test
    void aReplayGetsTheFirstAnswer() {
        Map<String, Object> body = aCode(aNumber());
        Http.Answer first = http.post(PATH, ROSTER, body);
        Http.Answer again = http.post(PATH, ROSTER, body);
        assertThat(first.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(messagesTo(body)).isEqualTo(1);
    }

    @Test
    void aReplayWithItsParamsInAnotherOrder_isTheSameRequest() {
        Map<String, Object> body = aCode(aNumber());
        Map<String, String> turned = new LinkedHashMap<>();
        turned.put("minutes", "5");
        turned.put("code", "135790");
        Http.Answer first = http.post(PATH, ROSTER, body);
        body.put("params", turned);
        assertThat(http.post(PATH, ROSTER, body).json()).isEqualTo(first.json());
    }

    @Test
    void aReplayAfterTheEndOfItsLife_stillGetsTheFirstAnswer() {
        Map<String, Object> body = aCode(aNumber());
        Instant end = Instant.now().plusMillis(700);
        body.put("expiresAt", end.toString());
        Http.Answer first = http.post(PATH, ROSTER, body);
        org.awaitility.Awaitility.await().until(() -> Instant.now().isAfter(end));
        assertThat(http.post(PATH, ROSTER, body).json()).isEqualTo(first.json());
    }

    @Test
    void theSameKeyWithAnotherBody_isRefused() {
        Map<String, Object> body = aCode(aNumber());
        http.post(PATH, ROSTER, body);
        body.put("params", Map.of("code", "000000", "minutes", "5"));
        Http.Answer other = http.post(PATH, ROSTER, body);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void keysOfTwoServicesNeverMeet() {
        Map<String, Object> body = aNotice(aNumber());
        Http.Answer one = http.post(PATH, ROSTER, body);
        Http.Answer other = http.post(PATH, Tokens.service("order-service", "message-service"), body);
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.json().path("messageId")).isNotEqualTo(one.json().path("messageId"));
    }

    @Test
    void aKeyForgottenByTheReplayMemory_stillMakesNoSecondMessage() {
        Map<String, Object> body = aNotice(aNumber());
        http.post(PATH, ROSTER, body);
        jdbc.update("DELETE FROM idempotency WHERE idem_key = ?", body.get("key"));
        Http.Answer again = http.post(PATH, ROSTER, body);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(messagesTo(body)).isEqualTo(1);
    }

    @Test
    void theSameKeyFromTwentyThreads_isOneMessageAndOneText() throws Exception {
        String mobile = aNumber();
        Map<String, Object> body = aCode(mobile);
        var together = new CyclicBarrier(20);
        List<Callable<Http.Answer>> race = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            race.add(() -> {
                together.await();
                return http.post(PATH, ROSTER, body);
            });
        }
        var ids = new TreeSet<String>();
        try (var threads = Executors.newFixedThreadPool(20)) {
            for (Future<Http.Answer> done : threads.invokeAll(race)) {
                Http.Answer answer = done.get();
                if (answer.status() == 200) {
                    ids.add(answer.json().path("messageId").asString());
                } else {
                    assertThat(answer.code()).isEqualTo("IDEMPOTENCY_IN_PROGRESS");
                    assertThat(answer.status()).isEqualTo(409);
                }
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(messagesTo(body)).isEqualTo(1);
        awaitState(Long.parseLong(ids.first()), "DELIVERED");
        assertThat(PARTNER.textsOn(mobile)).hasSize(1);
    }

    @Test
    void anUnknownTemplateIsRefused() {
        assertRefused("template", "NO_SUCH_TEMPLATE", "TEMPLATE_UNKNOWN");
        // Codes of templates are exact: neither case nor trailing blanks are forgiven.
        assertRefused("template", "sign_in_code", "TEMPLATE_UNKNOWN");
        assertRefused("template", "SIGN_IN_CODE ", "TEMPLATE_UNKNOWN");
    }

    @Test
    void aTemplateTravelsInItsOwnLaneOnly() {
        assertRefused("lane", "MARKETING", "LANE_NOT_ALLOWED");
    }

    @Test
    void valuesMustFitTheTemplate_andTheRefusalNamesThem() {
        Http.Answer missing = refused("params", Map.of("code", "1"));
        assertThat(missing.code()).isEqualTo("PARAMS_DO_NOT_FIT");
        assertThat(missing.json().path("detail").asString()).contains("params.minutes");
        Http.Answer surplus = refused("params", Map.of("code", "1", "minutes", "5", "school", "x"));
        assertThat(surplus.json().path("detail").asString()).contains("params.school");
    }

    @Test
    void aLifeThatIsOverIsRefused_andOneWithoutEndIsNot() {
        assertRefused("expiresAt", Instant.now().minusSeconds(1).toString(), "ALREADY_EXPIRED");
        assertRefused("expiresAt", "9999-12-31T23:59:59Z", "LIVES_TOO_LONG");
        assertRefused("expiresAt", "+1000000000-12-31T23:59:59Z", "LIVES_TOO_LONG");
        assertThat(http.post(PATH, ROSTER, aNotice(aNumber())).status()).isEqualTo(200);
    }

    @Test
    void aTextNoCarrierTakesIsRefused() {
        Map<String, Object> body = aNotice(aNumber());
        jdbc.update("INSERT IGNORE INTO template (code, version, lane, title, body)"
                + " VALUES ('LONG_TEXT', 1, 'NOTICE', '长文本', '通知{a}{b}{c}')");
        body.put("template", "LONG_TEXT");
        String half = "字".repeat(200);
        body.put("params", Map.of("a", half, "b", half, "c", half));
        assertThat(http.post(PATH, ROSTER, body).code()).isEqualTo("TEXT_TOO_LONG");
    }

    @Test
    void fourByteCharactersAreTextLikeAnyOther() {
        String mobile = aNumber();
        Map<String, Object> body = aNotice(mobile);
        body.put("params", Map.of("school", "𠮷祥小学", "text", "运动会😀"));
        long id = accept(body);
        awaitState(id, "DELIVERED");
        assertThat(PARTNER.textsOn(mobile)).containsExactly("【家校】学校通知（𠮷祥小学）：运动会😀");
    }

    @Test
    void aNewVersionIsSentFromThenOn_andNeverChangesWhatWasAccepted() {
        jdbc.update("INSERT IGNORE INTO template (code, version, lane, title, body)"
                + " VALUES ('CHANGING', 1, 'NOTICE', '会变的', '第一版{a}')");
        Map<String, Object> body = aNotice(aNumber());
        body.put("template", "CHANGING");
        body.put("params", Map.of("a", "x"));
        long first = accept(body);
        jdbc.update("INSERT IGNORE INTO template (code, version, lane, title, body)"
                + " VALUES ('CHANGING', 2, 'NOTICE', '会变的', '第二版{a}')");
        body.put("key", aKey());
        long second = accept(body);
        assertThat(version(first)).isEqualTo(1);
        assertThat(version(second)).isEqualTo(2);
    }

    private int version(long id) {
        return jdbc.queryForObject("SELECT template_version FROM message WHERE id = ?", Integer.class, id);
    }

    private int messagesTo(Map<String, Object> body) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM message WHERE caller_key = ?", Integer.class, body.get("key"));
    }

    private Http.Answer refused(String field, Object value) {
        Map<String, Object> body = aCode(aNumber());
        body.put(field, value);
        Http.Answer answer = http.post(PATH, ROSTER, body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(messagesTo(body)).isZero();
        return answer;
    }

    private void assertRefused(String field, Object value, String code) {
        assertThat(refused(field, value).code()).isEqualTo(code);
    }
}
