package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.partners.kefei.ChargeRequest;
import java.net.URLDecoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KefeiIT extends SupplierFixture {

    private final String orderId = anOrderNo();
    private final String number = aNumber();

    private ChargeRequest charge(String order, String yuan) {
        return ChargeRequest.charge(order, number, yuan, "移动", ear.url() + "/callback/kefei");
    }

    private int charge() {
        return code(charge(orderId, "100"));
    }

    private static int code(ChargeRequest request) {
        return ask(request).get("errorCode").intValue();
    }

    private static int state(String order) {
        return ask(ChargeRequest.query(order)).path("orderStatuInt").asInt(-1);
    }

    private static long balanceFen() {
        String balance =
                ask(ChargeRequest.of("{\"action\":\"YE\"}")).get("agentBalance").stringValue();
        return Long.parseLong(balance.replace(".", ""));
    }

    private static Map<String, String> form(Ear.Heard heard) {
        return Arrays.stream(heard.body().split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], ChargeRequest.GBK)));
    }

    private static boolean isGenuine(Map<String, String> form) {
        String sign = ChargeRequest.callbackSign(
                form.get("Orderid"), form.get("Chargeid"), form.get("Orderstatu_int"), form.get("Errorcode"));
        return sign.equals(form.get("Sign"));
    }

    private static List<String> toldStates(String order) {
        return ear.about("Orderid=" + order + "&").stream()
                .map(KefeiIT::form)
                .filter(KefeiIT::isGenuine)
                .map(form -> form.get("Orderstatu_int"))
                .toList();
    }

    @Test
    void whoIsNotTheAgent_orDoesNotSignTheExactText_orDoesNotSpeakGbk_isRefused() {
        String asked = "{\"action\":\"YE\"}";
        assertThat(code(ChargeRequest.of(asked).signedWith("wrong"))).isEqualTo(-101);
        assertThat(code(ChargeRequest.of(asked).from("stranger"))).isEqualTo(-102);
        assertThat(code(ChargeRequest.of("{ \"action\" : \"YE\" }"))).isEqualTo(1);
        assertThat(code(ChargeRequest.of("{\"action\":\"YE\",\"x\":\"中\"}"))).isEqualTo(-101);
        assertThat(code(ChargeRequest.of("{\"action\":\"NO\"}"))).isEqualTo(-104);
        assertThat(ask(ChargeRequest.of(asked), "application/json").status()).isEqualTo(415);
        assertThat(ask(ChargeRequest.of(asked), "application/json;charset=UTF-8")
                        .status())
                .isEqualTo(415);
        Simulator.Answer answer = ask(ChargeRequest.of(asked), "application/json; charset=gbk");
        assertThat(answer.contentType()).isEqualTo("application/json;charset=GBK");
        assertThat(answer.json().get("agentName").stringValue()).isEqualTo("家校演示代理");
    }

    @Test
    void aRequestFromAnAddressThatIsNotOnTheList_isRefused() {
        try (Platform other = new Platform();
                Simulator closed = Simulator.start(
                        other,
                        "jiaxiao.kefei.md5-key=" + ChargeRequest.KEY,
                        "jiaxiao.partners.kefei.allowed-ips=10.1.2.3")) {
            String text = closed.sendBytes(closed.request(ChargeRequest.PATH)
                            .header("Content-Type", ChargeRequest.CONTENT_TYPE)
                            .POST(BodyPublishers.ofByteArray(
                                    ChargeRequest.of("{\"action\":\"YE\"}").body())))
                    .text();
            assertThat(JSON.readTree(text).get("errorCode").intValue()).isEqualTo(-103);
            assertThat(closed.post("/niannianka/api/getway", "application/json", "{}")
                            .status())
                    .isEqualTo(503);
        }
    }

    @Test
    void aRecharge_isAccepted_processed_paid_andToldInGbk() {
        long before = balanceFen();
        JsonNode accepted = ask(charge(orderId, "100"));
        assertThat(accepted.get("errorCode").isIntegralNumber()).isTrue();
        assertThat(accepted.get("errorCode").intValue()).isEqualTo(1);
        assertThat(accepted.get("orderId").stringValue()).isEqualTo(orderId);
        assertThat(accepted.get("chargeId").isString()).isTrue();
        assertThat(before - balanceFen()).isEqualTo(9950);
        await().until(() -> state(orderId) == 16);

        await().until(() -> !toldStates(orderId).isEmpty());
        Ear.Heard heard = ear.about("Orderid=" + orderId + "&").getFirst();
        assertThat(heard.contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(heard.body()).startsWith("Action=CX&AgentAccount=demoAgent&Agentbalance=");
        assertThat(form(heard))
                .containsEntry("Orderstatu_int", "16")
                .containsEntry("Orderstatu_text", "缴费成功")
                .containsEntry("OrderPayment", "99.50")
                .containsEntry("Errorcode", "0000")
                .containsEntry("Chargeid", accepted.get("chargeId").stringValue());
    }

    @Test
    void aRechargeThatCannotBe_isRefusedForItsOwnReason_andCostsNothing() {
        long before = balanceFen();
        String url = ear.url() + "/callback/kefei";
        assertThat(code(charge(orderId, "20"))).isEqualTo(-203);
        assertThat(code(ChargeRequest.charge(orderId, number, "100", "电信", url)))
                .isEqualTo(-202);
        assertThat(code(ChargeRequest.charge(orderId, "19200000001", "100", "移动", url)))
                .isEqualTo(-201);
        assertThat(code(ChargeRequest.charge(orderId, number, "100", "移动", "file:///etc/passwd")))
                .isEqualTo(-105);
        assertThat(code(ChargeRequest.of("{\"action\":\"CZ\",\"orderId\":\"" + orderId + "\"}")))
                .isEqualTo(-105);
        assertThat(code(ChargeRequest.query(orderId))).isEqualTo(-205);
        assertThat(balanceFen()).isEqualTo(before);
        assertThat(charge()).isEqualTo(1);
        assertThat(charge()).isEqualTo(-200);
        assertThat(before - balanceFen()).isEqualTo(9950);
    }

    @Test
    void minus310_saysNothing_whetherItThenSucceeds_fails_orWasNeverMade() {
        String fails = anOrderNo();
        String never = anOrderNo();
        long before = balanceFen();
        order(
                "kefei",
                number,
                "[{\"kind\":\"UNCERTAIN\",\"then\":\"SUCCESS\",\"count\":1},"
                        + "{\"kind\":\"UNCERTAIN\",\"then\":\"FAIL\",\"count\":1},"
                        + "{\"kind\":\"UNCERTAIN\",\"then\":\"NEVER_MADE\",\"count\":1}]");
        assertThat(code(charge(orderId, "50"))).isEqualTo(-310);
        assertThat(code(charge(fails, "50"))).isEqualTo(-310);
        assertThat(code(charge(never, "50"))).isEqualTo(-310);
        await().until(() -> state(orderId) == 16 && state(fails) == 21);
        assertThat(code(ChargeRequest.query(never))).isEqualTo(-205);
        assertThat(before - balanceFen()).isEqualTo(4975);
        await().until(() -> toldStates(fails).equals(List.of("21")));
    }

    @Test
    void everyStateCanBePassedThrough_andAFrozenOrderStaysFrozen() {
        order(
                "kefei",
                number,
                "[{\"kind\":\"STATES\",\"states\":[0,1,2,6,11],\"count\":1},"
                        + "{\"kind\":\"STATES\",\"states\":[2,99],\"count\":1},{\"kind\":\"STATES\",\"states\":[26]}]");
        String frozen = anOrderNo();
        String failed = anOrderNo();
        long before = balanceFen();
        assertThat(List.of(code(charge(orderId, "10")), code(charge(frozen, "10")), code(charge(failed, "10"))))
                .containsOnly(1);
        await().until(() -> state(orderId) == 11 && state(frozen) == 99);
        assertThat(state(failed)).isEqualTo(26);
        assertThat(before - balanceFen()).isEqualTo(2 * 995);
        assertThat(toldStates(frozen)).isEmpty();
    }

    @Test
    void aReversal_turnsSuccessInto35_creditsTheBalance_andStandsInTheStatement() {
        order("kefei", number, "[{\"kind\":\"REVERSE_AFTER_SUCCESS\",\"millis\":150}]");
        long before = balanceFen();
        assertThat(charge()).isEqualTo(1);
        await().until(() -> state(orderId) == 16);
        assertThat(before - balanceFen()).isEqualTo(9950);
        await().until(() -> state(orderId) == 35);
        assertThat(balanceFen()).isEqualTo(before);
        await().until(() -> toldStates(orderId).equals(List.of("16", "35")));

        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        JsonNode statement = ask(ChargeRequest.of("{\"action\":\"DZ\",\"date\":\"" + today + "\"}"));
        List<String> rows = statement
                .get("dataset")
                .valueStream()
                .filter(row -> row.get("orderId").stringValue().equals(orderId))
                .map(row -> row.get("recordType").stringValue() + " "
                        + row.get("orderStatuInt").intValue())
                .toList();
        assertThat(rows).containsExactly("CZ 16", "CZ_REVERSAL 35");
        assertThat(code(ChargeRequest.of("{\"action\":\"DZ\",\"date\":\"yesterday\"}")))
                .isEqualTo(-105);
    }

    @Test
    void aCallback_comesAgainUntilItIsAnsweredWithPlainOk() {
        ear.willAnswer("Orderid=" + orderId, "success", "ok", "<html>OK</html>");
        charge();
        await().until(() -> toldStates(orderId).size() == 4);
        assertThat(ear.about("Orderid=" + orderId).stream().map(Ear.Heard::body).distinct())
                .hasSize(1);
    }

    @Test
    void theCatalogue_hasEveryFaceValueOfEveryCarrier() {
        JsonNode dataset = ask(ChargeRequest.of("{\"action\":\"CHECK_SPU\"}")).get("dataset");
        assertThat(dataset.size()).isEqualTo(15);
        JsonNode first = dataset.get(0);
        assertThat(first.get("ispName").stringValue()).isEqualTo("移动");
        assertThat(first.get("discount").stringValue()).isEqualTo("99.5");
        assertThat(first.get("inPrice").stringValue()).isEqualTo("9.95");
    }

    @Test
    void timeouts_refusals_andForgery_areThoseOfEverySupplier() {
        String never = anOrderNo();
        order(
                "kefei",
                number,
                "[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\",\"millis\":0,\"count\":1},"
                        + "{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0,\"count\":1},{\"kind\":\"EMPTY_BALANCE\",\"count\":1},"
                        + "{\"kind\":\"REFUSE\",\"code\":-999,\"count\":1},{\"kind\":\"HTTP_500\",\"count\":1},"
                        + "{\"kind\":\"FORGED_CALLBACK\",\"count\":1}]");
        assertThatThrownBy(this::charge).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> code(charge(never, "100"))).isInstanceOf(AssertionError.class);
        assertThat(code(charge(never, "100"))).isEqualTo(-204);
        assertThat(code(charge(never, "100"))).isEqualTo(-999);
        assertThat(ask(charge(never, "100"), ChargeRequest.CONTENT_TYPE).status())
                .isEqualTo(500);
        assertThat(code(ChargeRequest.query(never))).isEqualTo(-205);
        await().until(() -> state(orderId) == 16);
        await().until(() -> ear.about("Orderid=" + orderId).size() == 2);
        Map<String, String> forged = form(ear.about("Orderid=" + orderId).getFirst());
        assertThat(forged).containsEntry("Orderstatu_int", "21");
        assertThat(isGenuine(forged)).isFalse();
        assertThat(toldStates(orderId)).containsExactly("16");
    }

    @Test
    void theLastDigitsOfANumber_chooseItsFate() {
        String uncertain = "13800099921";
        String first = anOrderNo();
        assertThat(code(ChargeRequest.charge(first, uncertain, "30", "移动", ""))).isEqualTo(-310);
        await().until(() -> state(first) == 16);
        assertThat(code(ChargeRequest.charge(anOrderNo(), "13800099918", "30", "移动", "")))
                .isEqualTo(-204);
    }
}
