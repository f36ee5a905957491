package io.jiaxiao.message.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.message.fixture.MessageFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From acceptance to the phone, with everything 云MAS and the line to it can do. */
class DeliveryIT extends MessageFixture {

    private static final String CODE_TEXT = "【家校】您的验证码是135790，5分钟内有效，请勿告诉他人。";

    @Test
    void anAcceptedCodeReachesThePhone_andItsReportConcludesIt() {
        String mobile = aNumber();
        long id = accept(aCode(mobile));
        awaitState(id, "DELIVERED");
        assertThat(PARTNER.textsOn(mobile)).containsExactly(CODE_TEXT);
        assertThat(attempts(id)).isEqualTo(1);
    }

    @Test
    void aNoticeTravelsInItsOwnLane() {
        String mobile = aNumber();
        long id = accept(aNotice(mobile));
        awaitState(id, "DELIVERED");
        assertThat(PARTNER.textsOn(mobile)).containsExactly("【家校】学校通知（实验小学）：明天上午开家长会。");
    }

    @Test
    void aTemplateTheChannelKnowsIsSentByItsId() {
        jdbc.update("INSERT IGNORE INTO channel_template VALUES ('mas', 'SIGN_IN_CODE', 1, 'jxcode')");
        try {
            String mobile = aNumber();
            long id = accept(aCode(mobile));
            awaitState(id, "DELIVERED");
            assertThat(PARTNER.textsOn(mobile)).containsExactly(CODE_TEXT);
            assertThat(PARTNER.journal(mobile).toString()).contains("tmpsubmit");
        } finally {
            jdbc.update("DELETE FROM channel_template");
        }
    }

    @Test
    void aRefusalThatPasses_isTriedAgainUntilItIsTaken() {
        Map<String, String> refusedWith = new LinkedHashMap<>();
        for (String rspcod : List.of(
                "SystemBusy",
                "FlowOverLimit",
                "InternalError",
                "RequestTimeout",
                "SenderNotStarted",
                "PrepayBalanceZero",
                "InvalidUsrOrPwd")) {
            String mobile = aNumber();
            PARTNER.order(mobile, "[{\"kind\":\"REFUSE\",\"rspcod\":\"" + rspcod + "\",\"count\":2}]");
            refusedWith.put(mobile, rspcod);
        }
        Map<String, Long> ids = new LinkedHashMap<>();
        refusedWith.keySet().forEach(mobile -> ids.put(mobile, accept(aCode(mobile))));
        ids.forEach((mobile, id) -> {
            awaitState(id, "DELIVERED");
            String rspcod = refusedWith.get(mobile);
            assertThat(PARTNER.textsOn(mobile)).hasSize(1);
            assertThat(jdbc.queryForList("SELECT outcome, code FROM attempt WHERE message_id = ? ORDER BY number", id))
                    .extracting(row -> row.get("outcome") + ":" + row.get("code"))
                    .containsExactly("REFUSED:" + rspcod, "REFUSED:" + rspcod, "OK:");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ErrGlobalBlackList", "ContainSensitiveWord", "IllegalMac", "MessageExpired"})
    void aRefusalOfTheMessageItself_endsIt(String rspcod) {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"REFUSE\",\"rspcod\":\"" + rspcod + "\"}]");
        long id = accept(aCode(mobile));
        awaitState(id, "FAILED");
        assertThat(attempts(id)).isEqualTo(1);
        assertThat(PARTNER.textsOn(mobile)).isEmpty();
        assertThat(jdbc.queryForObject("SELECT outcome_code FROM message WHERE id = ?", String.class, id))
                .isEqualTo(rspcod);
    }

    @Test
    void aTimeoutAfterSuccess_leavesThePhoneWithExactlyOne_andTheReportResolvesIt() {
        String mobile = aNumber();
        PARTNER.order(
                mobile,
                "[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\",\"millis\":4000},{\"kind\":\"LATE_REPORT\",\"millis\":4500}]");
        long id = accept(aCode(mobile));
        awaitState(id, "UNKNOWN");
        assertThat(PARTNER.textsOn(mobile)).hasSize(1);
        awaitState(id, "DELIVERED");
        assertThat(PARTNER.textsOn(mobile)).hasSize(1);
        assertThat(attempts(id)).isEqualTo(1);
    }

    @Test
    void aReportThatComesBeforeTheTimeout_waitsAndThenResolves() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\",\"millis\":4000}]");
        long id = accept(aCode(mobile));
        awaitState(id, "DELIVERED");
        assertThat(PARTNER.textsOn(mobile)).hasSize(1);
        assertThat(attempts(id)).isEqualTo(1);
    }

    @Test
    void aTimeoutBeforeTheChannelTookIt_isNeverSentAgain() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":3000,\"count\":1}]");
        long id = accept(aCode(mobile));
        awaitState(id, "UNKNOWN");
        staysSo(id, "UNKNOWN", Duration.ofSeconds(2));
        assertThat(attempts(id)).isEqualTo(1);
        assertThat(PARTNER.textsOn(mobile)).isEmpty();
    }

    @Test
    void aServerErrorFromSomethingInBetween_isOfUnknownFate() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"HTTP_500\",\"count\":1}]");
        long id = accept(aCode(mobile));
        awaitState(id, "UNKNOWN");
        staysSo(id, "UNKNOWN", Duration.ofSeconds(2));
        assertThat(attempts(id)).isEqualTo(1);
    }

    @Test
    void anAnswerLostOnTheLine_isOfUnknownFate_andTheReportResolvesIt() {
        String mobile = aNumber();
        LINE.swallowAnswers();
        long id = accept(aCode(mobile));
        awaitState(id, "DELIVERED");
        assertThat(PARTNER.textsOn(mobile)).hasSize(1);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM attempt WHERE message_id = ?", Integer.class, id))
                .isEqualTo(1);
    }

    @Test
    void aReportBeforeTheResponse_isParkedAndMatched() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"REPORT_BEFORE_RESPONSE\"}]");
        long id = accept(aCode(mobile));
        awaitState(id, "DELIVERED");
        assertThat(reports(id)).isEqualTo(1);
    }

    @Test
    void aDoubledReport_hasOneEffect() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"DOUBLE_REPORT\"}]");
        long id = accept(aCode(mobile));
        awaitState(id, "DELIVERED");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> PARTNER.journal(mobile).toString().split("\"kind\":\"report\"", -1).length - 1 == 2);
        assertThat(reports(id)).isEqualTo(1);
        assertConcludedOnce(id, "DELIVERED");
    }

    @Test
    void aLostReport_leavesItSubmitted() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"LOSE_REPORT\"}]");
        long id = accept(aCode(mobile));
        awaitState(id, "SUBMITTED");
        staysSo(id, "SUBMITTED", Duration.ofSeconds(2));
        assertThat(PARTNER.textsOn(mobile)).hasSize(1);
    }

    @Test
    void aReportedFailure_endsIt_withItsReason() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"REPORT_STATUS\",\"errorCode\":\"MK:0024\"}]");
        long id = accept(aCode(mobile));
        awaitState(id, "FAILED");
        assertThat(jdbc.queryForObject("SELECT outcome_code FROM message WHERE id = ?", String.class, id))
                .isEqualTo("MK:0024");
        assertConcludedOnce(id, "FAILED MK:0024");
    }

    @Test
    void aRefusedConnection_isTriedAgain_andThePhoneGetsExactlyOne() {
        LINE.cut();
        String mobile = aNumber();
        long id = accept(aCode(mobile));
        awaitState(id, "RETRY");
        assertThat(jdbc.queryForObject(
                        "SELECT code FROM attempt WHERE message_id = ? AND number = 1", String.class, id))
                .isEqualTo("NOT_CONNECTED");
        LINE.mend();
        awaitState(id, "DELIVERED");
        assertThat(PARTNER.textsOn(mobile)).hasSize(1);
    }

    @Test
    void aCodeWhoseLifeEnded_isNotSent() {
        LINE.cut();
        String mobile = aNumber();
        Map<String, Object> code = aCode(mobile);
        code.put("expiresAt", Instant.now().plusMillis(2500).toString());
        long id = accept(code);
        awaitState(id, "EXPIRED");
        LINE.mend();
        staysSo(id, "EXPIRED", Duration.ofSeconds(2));
        assertThat(PARTNER.textsOn(mobile)).isEmpty();
        assertConcludedOnce(id, "EXPIRED EXPIRED_BEFORE_SENDING");
    }

    @Test
    void aNewerCodeEndsTheOneThatWaits_andThePhoneGetsOnlyTheNewer() {
        LINE.cut();
        String mobile = aNumber();
        long others = accept("order-service", aCode(mobile));
        long older = accept(aCode(mobile));
        awaitState(older, "RETRY");
        Map<String, Object> again = aCode(mobile);
        again.put("params", Map.of("code", "864209", "minutes", "5"));
        long newer = accept(again);
        awaitState(older, "EXPIRED");
        LINE.mend();
        awaitState(newer, "DELIVERED");
        awaitState(others, "DELIVERED");
        staysSo(older, "EXPIRED", Duration.ofSeconds(2));
        assertThat(PARTNER.textsOn(mobile)).containsExactlyInAnyOrder(CODE_TEXT, "【家校】您的验证码是864209，5分钟内有效，请勿告诉他人。");
        assertThat(jdbc.queryForMap("SELECT outcome_code, params FROM message WHERE id = ?", older))
                .containsEntry("outcome_code", "SUPERSEDED")
                .containsEntry("params", null);
        assertConcludedOnce(older, "EXPIRED SUPERSEDED");
    }

    @Test
    void aCodeIsForgottenOnceAChannelHasIt_andANoticeIsKept() {
        String mobile = aNumber();
        long code = accept(aCode(mobile));
        long notice = accept(aNotice(mobile));
        awaitState(code, "DELIVERED");
        awaitState(notice, "DELIVERED");
        assertThat(jdbc.queryForObject("SELECT params FROM message WHERE id = ?", String.class, code))
                .isNull();
        assertThat(jdbc.queryForObject("SELECT params FROM message WHERE id = ?", String.class, notice))
                .isNotNull();
    }

    private int reports(long id) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM delivery_report WHERE message_id = ?", Integer.class, id);
    }

    private void staysSo(long id, String state, Duration time) {
        await().during(time)
                .atMost(time.plusSeconds(5))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> state(id).equals(state));
    }
}
