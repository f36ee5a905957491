package io.jiaxiao.order.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.testkit.http.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** O3 on the carrier's bill: its code, its word, its counters. */
class CarrierIT extends CarrierWorld {

    @Autowired
    private CarrierFiles files;

    private static String code(CarrierOrders.Confirmed confirmed) {
        return confirmed instanceof CarrierOrders.Confirmed.Refused(var refusal)
                ? refusal.code()
                : confirmed.toString();
    }

    @Test
    void theCarriersCodeOrders_andItsWordActivates_withTheEvidenceKept() {
        String id = sent();
        assertThat(confirm(id, code())).isInstanceOf(CarrierOrders.Confirmed.Accepted.class);
        await().atMost(SOON).until(() -> state(id).equals("ACTIVE"));
        assertThat(told()).containsExactly("ACTIVATED");
        assertThat(confirm(id, "000000")).isInstanceOf(CarrierOrders.Confirmed.Accepted.class);
        assertThat(jdbc.queryForList(
                        "SELECT what FROM carrier_evidence WHERE carrier_order_id = ? ORDER BY id", String.class, id))
                .containsExactly("CODE_ASKED", "CODE_SUBMITTED");
        assertThat(jdbc.queryForObject(
                        "SELECT client_ip FROM carrier_evidence WHERE carrier_order_id = ? LIMIT 1", String.class, id))
                .doesNotContain("203.0.113");
        assertThat(jdbc.queryForObject("SELECT mobile FROM carrier_order WHERE id = ?", String.class, id))
                .doesNotContain(mobile);
    }

    @Test
    void aWrongCodeMayBeTriedAgain_untilTheCarrierKillsIt_andANewOneHelps() throws Exception {
        String id = sent();
        String right = code();
        String wrong = right.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 4; i++) {
            assertThat(code(confirm(id, wrong))).isEqualTo("CARRIER_CODE_WRONG");
        }
        assertThat(code(confirm(id, wrong))).isEqualTo("CARRIER_CODE_EXPIRED");
        assertThat(code(confirm(id, right))).isEqualTo("CARRIER_CODE_EXPIRED");
        await().atMost(SOON).until(() -> ask() instanceof CarrierOrders.CodeAsked.Sent);
        await().atMost(SOON).until(() -> !code().equals(right));
        assertThat(confirm(id, code())).isInstanceOf(CarrierOrders.Confirmed.Accepted.class);
    }

    @Test
    void anotherCodeTooSoon_isTurnedAwayWithTheTimeToWait() {
        sent();
        assertThat(ask()).isInstanceOfSatisfying(CarrierOrders.CodeAsked.Refused.class, no -> {
            assertThat(no.refusal().code()).isEqualTo("CARRIER_CODE_TOO_OFTEN");
            assertThat(no.refusal().detail()).contains("秒后再试");
        });
    }

    @Test
    void whoMayNotOrder_isToldWhy_andTheOrderIsOver() {
        faults("[{\"kind\":\"REFUSE\",\"call\":\"CHECK\",\"code\":\"ARREARS\"}]");
        assertThat(ask()).isInstanceOfSatisfying(CarrierOrders.CodeAsked.Refused.class, no -> assertThat(
                        no.refusal().detail())
                .contains("欠费"));
        assertThat(told()).containsExactly("FAILED");
    }

    @Test
    void aConfirmationWhoseAnswerIsLost_isAskedFor_andRunsOnce() {
        String id = sent();
        faults("[{\"kind\":\"TIMEOUT\",\"call\":\"CONFIRM\",\"done\":true,\"millis\":2500,\"count\":1},"
                + "{\"kind\":\"LOSE_NOTIFY\"}]");
        assertThat(confirm(id, code())).isInstanceOf(CarrierOrders.Confirmed.Pending.class);
        assertThat(confirm(id, "123456")).isInstanceOf(CarrierOrders.Confirmed.Pending.class);
        await().atMost(SOON).until(() -> {
            pass(Duration.ofSeconds(4));
            return state(id).equals("ACTIVE");
        });
        assertThat(told()).containsExactly("ACTIVATED");
    }

    @Test
    void aConfirmationThatNeverArrived_isNotBelievedAtOnce_andThenAnotherCodeHelps() {
        String id = sent();
        faults("[{\"kind\":\"TIMEOUT\",\"call\":\"CONFIRM\",\"done\":false,\"millis\":2500,\"count\":1}]");
        assertThat(confirm(id, code())).isInstanceOf(CarrierOrders.Confirmed.Pending.class);
        pass(Duration.ofSeconds(5));
        assertThat(state(id)).isEqualTo("CONFIRMING");
        pass(Duration.ofMinutes(2));
        assertThat(state(id)).isEqualTo("WANTED");
        assertThat(told()).isEmpty();
        assertThat(sent()).isEqualTo(id);
    }

    @Test
    void whereNoCodeIsSentIn_theOrderIsGivenUpAfterHalfAnHour_andTheNumberIsFree() {
        String id = sent();
        pass(Duration.ofMinutes(29));
        assertThat(state(id)).isEqualTo("CODE_SENT");
        pass(Duration.ofMinutes(2));
        assertThat(state(id)).isEqualTo("FAILED");
        assertThat(told()).containsExactly("FAILED");
        assertThat(jdbc.queryForObject("SELECT open_key IS NULL FROM carrier_order WHERE id = ?", Boolean.class, id))
                .isTrue();
    }

    @Test
    void whatTheCarrierTakesAndThenCannotDo_fails() {
        String id = sent();
        faults("[{\"kind\":\"FAIL_LATER\"}]");
        confirm(id, code());
        await().atMost(SOON).until(() -> state(id).equals("FAILED"));
        assertThat(told()).containsExactly("FAILED");
    }

    @Test
    void aNotifyTwice_orFromAStranger_hasOneEffect() {
        faults("[{\"kind\":\"DOUBLE_NOTIFY\"},{\"kind\":\"FORGED_NOTIFY\"}]");
        active();
        await().atMost(SOON)
                .until(() -> Partners.journal("carrier", mobile).stream()
                                .filter(each ->
                                        each.path("direction").asString().equals("PUSHED"))
                                .count()
                        == 3);
        assertThat(told()).containsExactly("ACTIVATED");
        assertThat(Partners.journal("carrier", mobile))
                .filteredOn(each -> each.path("kind").asString().equals("forged notify"))
                .allSatisfy(each -> assertThat(each.path("outcome").asString()).isEqualTo("HTTP_403"));
    }

    @Test
    void whoEndsIt_keepsItToTheEndOfTheMonth_andIsEndedOnce() {
        String id = active();
        faults("[{\"kind\":\"TIMEOUT\",\"call\":\"UNSUBSCRIBE\",\"done\":true,\"millis\":2500,\"count\":1}]");
        transaction.executeWithoutResult(status -> orders.end(id));
        pass(Duration.ofSeconds(1));
        pass(Duration.ofMinutes(1));
        await().atMost(SOON).until(() -> state(id).equals("ENDED"));
        Instant end = carrierOwner.about(order).getLast().at();
        assertThat(end.atZone(ZoneId.of("Asia/Shanghai")).getDayOfMonth()).isEqualTo(1);
        Partners.control("POST", "/carrier/control/lines/" + mobile + "/" + PRODUCT + "/month-end", "");
        await().atMost(SOON).until(() -> Partners.journal("carrier", mobile).stream()
                .filter(each -> each.path("kind").asString().equals("notify"))
                .allMatch(each -> each.path("outcome").asString().equals("ACKNOWLEDGED")));
        assertThat(told()).containsExactly("ACTIVATED", "ENDED");
    }

    @Test
    void what10086Ends_isEndedHere_thoughItsMessageComesThreeTimes() {
        String id = active();
        counter("{\"action\":\"stop\",\"copies\":3}");
        await().atMost(SOON).until(() -> state(id).equals("ENDED"));
        await().atMost(SOON)
                .until(() -> Partners.journal("carrier", mobile).stream()
                                .filter(each -> each.path("kind").asString().equals("SyncOrderRelationReq"))
                                .filter(each -> each.path("outcome").asString().equals("ACKNOWLEDGED"))
                                .count()
                        == 3);
        assertThat(told()).containsExactly("ACTIVATED", "ENDED_BY_CARRIER");
    }

    @Test
    void aSuspendedNumberPauses_andComesBack() {
        String id = active();
        counter("{\"action\":\"pause\",\"reason\":3}");
        await().atMost(SOON).until(() -> state(id).equals("PAUSED"));
        counter("{\"action\":\"activate\",\"reason\":4}");
        await().atMost(SOON).until(() -> state(id).equals("ACTIVE"));
        assertThat(told()).containsExactly("ACTIVATED", "PAUSED", "RESUMED");
    }

    @Test
    void whatWasDecided_standsInTheFileOfTheDay() {
        active();
        LocalDate today = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));
        assertThat(files.of(today)).isInstanceOfSatisfying(CarrierFiles.OfDay.Complete.class, file -> assertThat(
                        file.lines())
                .filteredOn(line -> line.mobile().digits().equals(mobile))
                .singleElement()
                .satisfies(line -> assertThat(line.done() && line.action().equals("SUBSCRIBE"))
                        .isTrue()));
    }

    @Test
    void dsmpIsAnsweredInItsOwnCodes_andNeverReadsWhatItShouldNot() {
        assertThat(hRet(dsmp("t1" + order, 2, "901234", PRODUCT))).isEqualTo("4011");
        assertThat(hRet(dsmp("t2" + order, 1, "900000", PRODUCT))).isEqualTo("4003");
        assertThat(hRet(dsmp("t3" + order, 9, "901234", PRODUCT))).isEqualTo("4001");
        assertThat(hRet(dsmp("t4" + order, 1, "901234", PRODUCT))).isEqualTo("0");
        assertThat(waitingEvents("OrderAlarm", "CARRIER_ORDER_UNKNOWN:t4" + order))
                .isEqualTo(1);
        active();
        assertThat(hRet(dsmp("t5" + order, 1, "901234", PRODUCT))).isEqualTo("4007");
        assertThat(hRet(post(
                        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>&e;</x>")))
                .isEqualTo("9014");
        assertThat(hRet(post("no xml"))).isEqualTo("9014");
    }

    private Http.Answer dsmp(String transaction, int action, String spId, String service) {
        String schema = "xmlns=\"http://www.monternet.com/dsmp/schemas/\"";
        return post("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header><TransactionID "
                + schema
                + ">" + transaction + "</TransactionID></s:Header><s:Body><SyncOrderRelationReq " + schema
                + "><Version>1.5.0</Version><MsgType>SyncOrderRelationReq</MsgType><DestUser_ID><UserIDType>1</UserIDType>"
                + "<MSISDN>" + mobile + "</MSISDN></DestUser_ID><ActionID>" + action
                + "</ActionID><ActionReasonID>1</ActionReasonID><SPID>" + spId + "</SPID><SPServiceID>" + service
                + "</SPServiceID></SyncOrderRelationReq></s:Body></s:Envelope>");
    }

    private Http.Answer post(String xml) {
        return http.send(http.request("/callback/carrier/dsmp", "")
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(BodyPublishers.ofString(xml)));
    }

    private static String hRet(Http.Answer answer) {
        return answer.body().replaceAll("(?s).*<hRet>(\\d+)</hRet>.*", "$1");
    }
}
