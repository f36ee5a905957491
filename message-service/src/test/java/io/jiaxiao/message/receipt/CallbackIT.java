package io.jiaxiao.message.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.message.fixture.MessageFixture;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.spring.TestSecrets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Reports and uplinks as 云MAS pushes them, and as somebody else might. */
class CallbackIT extends MessageFixture {

    private static final String TOKEN = TestSecrets.properties().get("jiaxiao.callback.path-token");
    private static final String REPORTS = "/callback/mas/" + TOKEN + "/reports";
    private static final String UPLINKS = "/callback/mas/" + TOKEN + "/uplinks";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private BlindIndex index;

    @Test
    void aWrongToken_isNoSuchPath_whateverTheBody() {
        double before = forged();
        for (String body : new String[] {"{}", "not json", "x".repeat(10_000)}) {
            Http.Answer answer = http.post("/callback/mas/guessed-guessed-guessed/reports", "", body);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("NOT_FOUND");
        }
        assertThat(forged() - before).isEqualTo(3);
    }

    @Test
    void aForgedReport_movesNothing() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"LOSE_REPORT\"}]");
        long id = accept(aCode(mobile));
        awaitState(id, "SUBMITTED");
        Map<String, Object> report = report(mobile, batchOf(id), "DELIVRD");
        assertThat(http.post("/callback/mas/" + TOKEN + "x/reports", "", report).status())
                .isEqualTo(404);
        assertThat(http.post("/callback/mas/" + TOKEN.toUpperCase() + "/reports", "", report)
                        .status())
                .isEqualTo(404);
        assertThat(state(id)).isEqualTo("SUBMITTED");
        assertThat(http.post(REPORTS, "", report).status()).isEqualTo(200);
        awaitState(id, "DELIVERED");
    }

    @Test
    void aReportForTheSameBatchAndAnotherPhone_isNotThisMessages() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"LOSE_REPORT\"}]");
        long id = accept(aCode(mobile));
        awaitState(id, "SUBMITTED");
        http.post(REPORTS, "", report(aNumber(), batchOf(id), "DELIVRD"));
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(4)).until(() -> state(id)
                .equals("SUBMITTED"));
    }

    @Test
    void aFailureReportedBeforeADelivery_isCorrected_andTheOtherWayRoundIsNot() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"LOSE_REPORT\"}]");
        long id = accept(aNotice(mobile));
        awaitState(id, "SUBMITTED");
        String batch = batchOf(id);
        http.post(REPORTS, "", report(mobile, batch, "UNDELIV"));
        awaitState(id, "FAILED");
        http.post(REPORTS, "", report(mobile, batch, "DELIVRD"));
        awaitState(id, "DELIVERED");
        http.post(REPORTS, "", report(mobile, batch, "EXPIRED"));
        await().atMost(Duration.ofSeconds(5)).until(() -> reports(id) == 3);
        assertThat(state(id)).isEqualTo("DELIVERED");
    }

    @Test
    void aReportOfABatchNobodyKnows_waits_andNeverTouchesAMessageThatIsKnown() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"LOSE_REPORT\"}]");
        long id = accept(aCode(mobile));
        awaitState(id, "SUBMITTED");
        assertThat(http.post(REPORTS, "", report(mobile, "unknownbatch1", "DELIVRD"))
                        .status())
                .isEqualTo(200);
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(4)).until(() -> state(id)
                .equals("SUBMITTED"));
        assertThat(pending(mobile)).isEqualTo(1);
    }

    @Test
    void twoMessagesOfUnknownFate_cannotBeToldApart_soNeitherMoves() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":2000,\"count\":2}]");
        long one = accept(aCode(mobile));
        awaitState(one, "UNKNOWN");
        long two = accept(aCode(mobile));
        awaitState(two, "UNKNOWN");
        http.post(REPORTS, "", report(mobile, "ambiguous1", "DELIVRD"));
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(4))
                .until(() -> state(one).equals("UNKNOWN") && state(two).equals("UNKNOWN"));
        assertThat(pending(mobile)).isEqualTo(1);
    }

    @Test
    void aReportFromAnotherTime_isNotTheUnknownMessages() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":2000,\"count\":1}]");
        long id = accept(aCode(mobile));
        awaitState(id, "UNKNOWN");
        Map<String, Object> report = report(mobile, "yesterday1", "DELIVRD");
        report.put("submitDate", STAMP.format(LocalDateTime.now(BEIJING).minusDays(1)));
        http.post(REPORTS, "", report);
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(4)).until(() -> state(id)
                .equals("UNKNOWN"));
    }

    @Test
    void aReportThatWaitedLongEnough_isGivenUp() {
        String mobile = aNumber();
        http.post(REPORTS, "", report(mobile, "stray1", "DELIVRD"));
        jdbc.update(
                "UPDATE delivery_report SET arrived_at = arrived_at - INTERVAL 2 HOUR WHERE mobile_index = ?",
                indexOf(mobile));
        await().atMost(Duration.ofSeconds(10)).until(() -> jdbc.queryForObject(
                        "SELECT state FROM delivery_report WHERE mobile_index = ?", String.class, indexOf(mobile))
                .equals("STRAY"));
    }

    @Test
    void aReportThatCannotBeRead_keepsNoOtherFromBeingLookedAt() {
        String unreadable = aNumber();
        http.post(REPORTS, "", report(unreadable, "unreadable1", "DELIVRD"));
        jdbc.update(
                "UPDATE delivery_report SET mobile = 'not sealed', look_at = look_at - INTERVAL 1 DAY"
                        + " WHERE mobile_index = ?",
                indexOf(unreadable));
        try {
            String mobile = aNumber();
            http.post(REPORTS, "", report(mobile, "stray2", "DELIVRD"));
            jdbc.update(
                    "UPDATE delivery_report SET arrived_at = arrived_at - INTERVAL 2 HOUR WHERE mobile_index = ?",
                    indexOf(mobile));
            await().atMost(Duration.ofSeconds(10)).until(() -> pending(mobile) == 0);
            assertThat(pending(unreadable)).isEqualTo(1);
        } finally {
            jdbc.update("DELETE FROM delivery_report WHERE mobile_index = ?", indexOf(unreadable));
        }
    }

    @Test
    void fieldsThePartnerAddsOneDay_areNoReasonToRefuse() {
        Map<String, Object> report = report(aNumber(), "more1", "DELIVRD");
        report.put("province", "henan");
        assertThat(http.post(REPORTS, "", report).status()).isEqualTo(200);
    }

    @Test
    void aReportMayComeWithoutAnErrorCode_andWithACountryCode() {
        String mobile = aNumber();
        Map<String, Object> report = report("86" + mobile, "bare1", "CM:0000");
        report.remove("errorCode");
        assertThat(http.post(REPORTS, "", report).status()).isEqualTo(200);
        assertThat(pending(mobile)).isEqualTo(1);
    }

    @Test
    void aTextFromAPhone_isKeptSealed_andAWishToUnsubscribeIsSeen() {
        String mobile = aNumber();
        PARTNER.write(mobile, "退订");
        PARTNER.write(mobile, "谢谢老师");
        await().atMost(Duration.ofSeconds(10)).until(() -> uplinks(mobile, null) == 2);
        assertThat(uplinks(mobile, "UNSUBSCRIBE")).isEqualTo(1);
        assertThat(jdbc.queryForList(
                        "SELECT content FROM uplink WHERE mobile_index = ?", String.class, indexOf(mobile)))
                .noneMatch(content -> content.contains("退订") || content.contains("谢谢"));
    }

    @Test
    void aTextPushedTwice_isKeptOnce() {
        String mobile = aNumber();
        Map<String, Object> uplink = Map.of(
                "mobile", mobile, "smsContent", "TD", "sendTime", "2026-11-22 10:00:00", "addSerial", "106500001234");
        assertThat(http.post(UPLINKS, "", uplink).status()).isEqualTo(200);
        assertThat(http.post(UPLINKS, "", uplink).status()).isEqualTo(200);
        assertThat(uplinks(mobile, null)).isEqualTo(1);
    }

    private double forged() {
        return meters.counter("jiaxiao.callback.forged", "partner", "mas", "what", "token")
                .count();
    }

    private String indexOf(String mobile) {
        return index.of("mobile", new Mobile(mobile).digits());
    }

    private int pending(String mobile) {
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM delivery_report WHERE state = 'PENDING' AND mobile_index = ?",
                Integer.class,
                indexOf(mobile));
    }

    private int reports(long id) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM delivery_report WHERE message_id = ?", Integer.class, id);
    }

    private int uplinks(String mobile, String wish) {
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM uplink WHERE mobile_index = ? AND (? IS NULL OR wish = ?)",
                Integer.class,
                indexOf(mobile),
                wish,
                wish);
    }

    private String batchOf(long id) {
        return jdbc.queryForObject("SELECT batch FROM attempt WHERE message_id = ?", String.class, id);
    }

    private static Map<String, Object> report(String mobile, String batch, String status) {
        String now = STAMP.format(LocalDateTime.now(BEIJING));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("reportStatus", status);
        report.put("mobile", mobile);
        report.put("submitDate", now);
        report.put("receiveDate", now);
        report.put("errorCode", status.equals("DELIVRD") ? "" : "MK:0001");
        report.put("msgGroup", batch);
        return report;
    }
}
