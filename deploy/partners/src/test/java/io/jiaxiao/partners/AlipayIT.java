package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.partners.alipay.GatewayCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AlipayIT extends SupplierFixture {

    private final String number = anOrderNo();

    private static Simulator.Answer raw(GatewayCall call) {
        return simulator.post(call.path(), "application/x-www-form-urlencoded;charset=utf-8", call.body());
    }

    /** The node of a genuine answer. */
    private static JsonNode call(String method, String content) {
        return call(GatewayCall.of(method, content));
    }

    private static JsonNode call(GatewayCall call) {
        Simulator.Answer answer = raw(call);
        assertThat(GatewayCall.isGenuine(answer.text())).isTrue();
        return answer.json().properties().iterator().next().getValue();
    }

    private JsonNode precreate(String yuan) {
        return call(GatewayCall.of(
                        "alipay.trade.precreate",
                        "{\"out_trade_no\":\"" + number + "\",\"total_amount\":\"" + yuan
                                + "\",\"subject\":\"校讯通+一学期\"}")
                .with("notify_url", ear.url() + "/notify"));
    }

    private String code(String yuan) {
        return precreate(yuan).path("qr_code").asString();
    }

    private JsonNode of(String method, String more) {
        return call(method, "{\"out_trade_no\":\"" + number + "\"" + more + "}");
    }

    private JsonNode query() {
        return of("alipay.trade.query", "");
    }

    private static Simulator.Answer wallet(String what, String code) {
        return simulator.post("/alipay/wallet/" + what, "application/json", "{\"qrCode\":\"" + code + "\"}");
    }

    private JsonNode refund(String request, String yuan) {
        return of("alipay.trade.refund", ",\"out_request_no\":\"" + request + "\",\"refund_amount\":\"" + yuan + "\"");
    }

    private List<Map<String, String>> notifies() {
        return ear.about("out_trade_no=" + number + "&").stream()
                .map(heard -> Arrays.stream(heard.body().split("&"))
                        .map(each -> each.split("=", 2))
                        .collect(Collectors.toMap(
                                each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8))))
                .toList();
    }

    @Test
    void whoDoesNotSign_isNotTheMerchant_orAsksForNothingKnown_isRefused() {
        GatewayCall query = GatewayCall.of("alipay.trade.query", "{\"out_trade_no\":\"" + number + "\"}");
        Simulator.Answer forged =
                simulator.post(query.pathSignedByAStranger(), "application/x-www-form-urlencoded", query.body());
        JsonNode node = forged.json().path("alipay_trade_query_response");
        assertThat(node.path("sub_code").asString()).isEqualTo("isv.invalid-signature");
        assertThat(forged.json().has("sign")).isFalse();
        GatewayCall changed = GatewayCall.of("alipay.trade.query", "{\"out_trade_no\":\"other\"}");
        assertThat(simulator
                        .post(query.path(), "application/x-www-form-urlencoded", changed.body())
                        .json()
                        .path("alipay_trade_query_response")
                        .path("code")
                        .asString())
                .isEqualTo("40002");
        assertThat(raw(GatewayCall.of("alipay.trade.query", "{}").with("app_id", "2021000000000009"))
                        .text())
                .contains("isv.invalid-app-id");
        assertThat(raw(GatewayCall.of("alipay.trade.pay", "{}")).text()).startsWith("{\"error_response\":");
        assertThat(call("alipay.trade.query", "{}").path("code").asString()).isEqualTo("40001");
    }

    @Test
    void thereIsNoTradeBeforeItsCodeIsScanned() {
        String code = code("460.00");
        assertThat(code).startsWith("https://qr.alipay.com/");
        assertThat(code("460.00")).isEqualTo(code);
        assertThat(precreate("460.01").path("sub_code").asString()).isEqualTo("ACQ.CONTEXT_INCONSISTENT");
        assertThat(query().path("sub_code").asString()).isEqualTo("ACQ.TRADE_NOT_EXIST");
        assertThat(of("alipay.trade.close", "").path("sub_code").asString()).isEqualTo("ACQ.TRADE_NOT_EXIST");
        wallet("scan", code);
        assertThat(query().path("trade_status").asString()).isEqualTo("WAIT_BUYER_PAY");
        wallet("pay", code);
        assertThat(query().path("trade_status").asString()).isEqualTo("TRADE_SUCCESS");
        assertThat(query().path("total_amount").asString()).isEqualTo("460.00");
        assertThat(precreate("460.00").path("sub_code").asString()).isEqualTo("ACQ.TRADE_HAS_SUCCESS");
        assertThat(of("alipay.trade.close", "").path("sub_code").asString()).isEqualTo("ACQ.TRADE_STATUS_ERROR");
    }

    @Test
    void aClosedTradeCannotBePaid() {
        String code = code("1.00");
        wallet("scan", code);
        assertThat(of("alipay.trade.close", "").path("code").asString()).isEqualTo("10000");
        assertThat(query().path("trade_status").asString()).isEqualTo("TRADE_CLOSED");
        assertThat(wallet("pay", code).status()).isEqualTo(409);
        assertThat(precreate("1.00").path("sub_code").asString()).isEqualTo("ACQ.TRADE_HAS_CLOSE");
    }

    @Test
    void refundsAddUp_areIdempotentByTheirNumber_andEndTheTradeWhenAllIsBack() {
        wallet("pay", code("10.00"));
        JsonNode first = refund("r1", "3.00");
        assertThat(first.path("fund_change").asString()).isEqualTo("Y");
        assertThat(first.path("refund_fee").asString()).isEqualTo("3.00");
        JsonNode again = refund("r1", "3.00");
        assertThat(again.path("fund_change").asString()).isEqualTo("N");
        assertThat(again.path("refund_fee").asString()).isEqualTo("3.00");
        assertThat(refund("r1", "2.00").path("sub_code").asString()).isEqualTo("ACQ.DISCORDANT_REPEAT_REQUEST");
        assertThat(refund("r2", "7.01").path("sub_code").asString()).isEqualTo("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
        assertThat(refund("r2", "7.00").path("refund_fee").asString()).isEqualTo("10.00");
        assertThat(query().path("trade_status").asString()).isEqualTo("TRADE_CLOSED");
        String asked = ",\"out_request_no\":\"";
        assertThat(of("alipay.trade.fastpay.refund.query", asked + "r1\"")
                        .path("refund_amount")
                        .asString())
                .isEqualTo("3.00");
        assertThat(of("alipay.trade.fastpay.refund.query", asked + "r9\"").has("refund_amount"))
                .isFalse();
    }

    @Test
    void aFinishedTradeGivesNothingBack() {
        wallet("pay", code("10.00"));
        simulator.post("/alipay/control/trades/" + number + "/finish", "application/json", "");
        assertThat(query().path("trade_status").asString()).isEqualTo("TRADE_FINISHED");
        assertThat(refund("r1", "1.00").path("sub_code").asString()).isEqualTo("ACQ.TRADE_HAS_FINISHED");
    }

    @Test
    void aNotifyIsSigned_andComesUntilItIsAnsweredWithExactlyTheWord() {
        ear.willAnswer("out_trade_no=" + number, "fail", "success\n", "SUCCESS", "success");
        wallet("pay", code("460.00"));
        await().until(() -> notifies().size() == 4);
        await().during(Duration.ofMillis(300)).until(() -> notifies().size() == 4);
        Map<String, String> notify = notifies().getFirst();
        assertThat(GatewayCall.isGenuine(notify)).isTrue();
        assertThat(notify)
                .containsEntry("trade_status", "TRADE_SUCCESS")
                .containsEntry("total_amount", "460.00")
                .containsEntry("app_id", GatewayCall.APP)
                .containsEntry("subject", "校讯通+一学期");
        assertThat(notifies().stream().map(each -> each.get("notify_id")).distinct())
                .hasSize(1);
    }

    @Test
    void aRefundIsToldWithItsNumber() {
        wallet("pay", code("10.00"));
        refund("r77", "4.00");
        await().until(() -> notifies().size() == 2);
        assertThat(notifies()).anySatisfy(each -> assertThat(each)
                .containsEntry("out_biz_no", "r77")
                .containsEntry("refund_fee", "4.00")
                .containsEntry("trade_status", "TRADE_SUCCESS"));
    }

    @Test
    void ordersForFaultsAreCarriedOut_forTheirCallOnly() {
        wallet("pay", code("10.00"));
        order("alipay", number, "[{\"kind\":\"BUSY\",\"call\":\"REFUND\",\"done\":true,\"count\":1}]");
        assertThat(query().path("code").asString()).isEqualTo("10000");
        assertThat(refund("r1", "1.00").path("code").asString()).isEqualTo("20000");
        assertThat(refund("r1", "1.00").path("fund_change").asString()).isEqualTo("N");
        order("alipay", number, "[{\"kind\":\"BAD_SIGN\",\"call\":\"QUERY\",\"count\":1}]");
        Simulator.Answer bad = raw(GatewayCall.of("alipay.trade.query", "{\"out_trade_no\":\"" + number + "\"}"));
        assertThat(GatewayCall.isGenuine(bad.text())).isFalse();
        assertThat(simulator
                        .put("/faults/alipay/" + number, "[{\"kind\":\"BUSY\"}]")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void notifiesAreLost_doubled_heldBack_orForged_asOrdered() {
        order("alipay", number, "[{\"kind\":\"HOLD_NOTIFY\",\"count\":1},{\"kind\":\"FORGED_NOTIFY\",\"count\":1}]");
        wallet("pay", code("10.00"));
        assertThat(notifies()).isEmpty();
        refund("r1", "1.00");
        await().until(() -> notifies().size() == 3);
        assertThat(notifies().stream().filter(GatewayCall::isGenuine)).hasSize(2);
    }

    @Test
    void aBillIsAZipInGbk_withATabBehindEveryText_behindAnAddressThatServesShortly() throws Exception {
        wallet("pay", code("12.34"));
        refund("rb1", "0.34");
        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        List<String> lines = bill(today);
        assertThat(lines.get(0)).isEqualTo("#支付宝业务明细查询");
        assertThat(lines.get(4).split(",")).hasSize(25);
        List<String> ours =
                lines.stream().filter(line -> line.contains(number + "\t")).toList();
        assertThat(ours).hasSize(2);
        assertThat(ours.getFirst().split(",", -1)).hasSize(25);
        assertThat(ours.getFirst()).contains("交易\t,").contains(",12.34,");
        assertThat(ours.getLast()).contains("退款\t,").contains(",-0.34,").contains("rb1\t");
        order("alipay", today, "[{\"kind\":\"BILL_NOT_EXIST\"}]");
        assertThat(call(
                                "alipay.data.dataservice.bill.downloadurl.query",
                                "{\"bill_type\":\"trade\",\"bill_date\":\"" + today + "\"}")
                        .path("sub_code")
                        .asString())
                .isEqualTo("isp.bill_not_exist");
    }

    @Test
    void aBillLeavesOut_changesAndInventsLines_asOrdered_andItsSumsStayTrue() throws Exception {
        wallet("pay", code("12.34"));
        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        order("alipay", number, "[{\"kind\":\"BILL_DIFFERS\",\"fen\":1}]");
        order("alipay", today, "[{\"kind\":\"BILL_INVENTS\",\"number\":\"X1\",\"fen\":7}]");
        List<String> lines = bill(today);
        assertThat(lines).anyMatch(line -> line.contains(number + "\t") && line.contains(",0.01,"));
        assertThat(lines).anyMatch(line -> line.contains("X1\t") && line.contains(",0.07,"));
        long rows = lines.stream().filter(line -> line.contains("交易\t,")).count();
        assertThat(lines).anyMatch(line -> line.startsWith("#交易合计：" + rows + "笔"));
        order("alipay", number, "[{\"kind\":\"BILL_LEAVES_OUT\"}]");
        assertThat(bill(today)).noneMatch(line -> line.contains(number + "\t"));
    }

    private static List<String> bill(String day) throws Exception {
        JsonNode link = call(
                "alipay.data.dataservice.bill.downloadurl.query",
                "{\"bill_type\":\"trade\",\"bill_date\":\"" + day + "\"}");
        URI address = URI.create(link.path("bill_download_url").asString());
        var zip =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
        return detail(zip.body()).lines().toList();
    }

    private static String detail(byte[] zip) throws IOException {
        Charset gbk = Charset.forName("GBK");
        try (var files = new ZipInputStream(new ByteArrayInputStream(zip), gbk)) {
            for (var file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                if (file.getName().endsWith("业务明细.csv")) {
                    return new String(files.readAllBytes(), gbk);
                }
            }
        }
        throw new AssertionError("no detail in the bill");
    }
}
