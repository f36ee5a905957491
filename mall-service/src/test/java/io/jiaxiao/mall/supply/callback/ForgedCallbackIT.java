package io.jiaxiao.mall.supply.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.contracts.mall.MallAlarm;
import io.jiaxiao.mall.supply.SupplyNotice;
import io.jiaxiao.mall.supply.call.Md5;
import io.jiaxiao.mall.supply.fixture.Suppliers;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What others tell in the suppliers' name: refused, counted, alarmed. */
class ForgedCallbackIT extends SupplyCallbackFixture {

    private static final Charset GBK = Charset.forName("GBK");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    private MeterRegistry meters;

    @Test
    void aForgedCallback_isRefusedCountedAndAlarmed_andTheGenuineOneStillComes() {
        double before = refused("niannianka", "FORGED") + refused("kefei", "FORGED");
        Suppliers.order("niannianka", account.digits(), "[{\"kind\":\"FORGED_CALLBACK\"}]");
        Suppliers.order("kefei", account.digits(), "[{\"kind\":\"FORGED_CALLBACK\"}]");
        place("niannianka", video);
        place("kefei", bill);
        await().until(() ->
                pushes("niannianka").contains("ACKNOWLEDGED") && pushes("kefei").contains("ACKNOWLEDGED"));
        await().until(() ->
                pushes("niannianka").contains("HTTP_403") && pushes("kefei").contains("HTTP_403"));
        assertThat(recorded.kinds(video)).containsExactly(SupplyNotice.Kind.FULFILLED);
        assertThat(recorded.kinds(bill)).containsExactly(SupplyNotice.Kind.FULFILLED);
        assertThat(refused("niannianka", "FORGED") + refused("kefei", "FORGED")).isEqualTo(before + 2);
        assertThat(recorded.events.stream().filter(MallAlarm.class::isInstance).map(event -> ((MallAlarm) event)))
                .extracting(MallAlarm::kind, MallAlarm::subject)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("CALLBACK_FORGED", "niannianka"),
                        org.assertj.core.groups.Tuple.tuple("CALLBACK_FORGED", "kefei"));
    }

    @Test
    void aFloodOfForgedOnes_isCountedEachTime_andAlarmedOnce() throws Exception {
        double before = refused("kefei", "MALFORMED");
        for (int i = 0; i < 20; i++) {
            assertThat(post("/callback/kefei/orders", "application/x-www-form-urlencoded", "nonsense".getBytes())
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(refused("kefei", "MALFORMED")).isEqualTo(before + 20);
        assertThat(recorded.events.stream()
                        .filter(event -> event instanceof MallAlarm alarm
                                && alarm.subject().equals("kefei")
                                && alarm.detail().contains("MALFORMED")))
                .hasSize(1);
    }

    @Test
    void aReplayOfLongAgo_isRefused_thoughItIsSigned() throws Exception {
        HttpResponse<String> old = post(
                "/callback/niannianka/registered",
                "application/json",
                signedVideo(video.number(), "success", "20240101000000"));
        assertThat(old.statusCode()).isEqualTo(403);
        assertThat(old.body()).contains("CALLBACK_REFUSED");
        assertThat(recorded.kinds(video)).isEmpty();
        assertThat(refused("niannianka", "STALE")).isPositive();
    }

    @Test
    void anotherAgentsCallback_isRefused_andOursIsAnsweredExactlyOK() throws Exception {
        String form = "application/x-www-form-urlencoded";
        assertThat(post("/callback/kefei/orders", form, signedBill("anotherAgent", bill.number(), "16"))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> ours = post("/callback/kefei/orders", form, signedBill("demoAgent", bill.number(), "16"));
        assertThat(ours.statusCode()).isEqualTo(200);
        assertThat(ours.body()).isEqualTo("OK");
        assertThat(recorded.kinds(bill)).containsExactly(SupplyNotice.Kind.FULFILLED);
    }

    @Test
    void aGenuineCallbackFromAnAddressNotListed_isRefused() throws Exception {
        HttpResponse<String> answer = post(
                "/callback/kefei/orders",
                "application/x-www-form-urlencoded",
                signedBill("demoAgent", bill.number(), "16"),
                "X-Client-Ip",
                "203.0.113.9");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(recorded.kinds(bill)).isEmpty();
        assertThat(refused("kefei", "SOURCE")).isPositive();
    }

    @Test
    void aBodyWithoutEnd_isRefused() throws Exception {
        JsonNode refused = JSON.readTree(post("/callback/niannianka/registered", "application/json", new byte[200_000])
                .body());
        assertThat(refused.path("code").asString()).isIn("CALLBACK_UNREADABLE", "CONTENT_TOO_LARGE");
    }

    private double refused(String partner, String what) {
        return meters.counter("jiaxiao.callback.forged", "partner", partner, "what", what)
                .count();
    }

    private HttpResponse<String> post(String path, String type, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static byte[] signedVideo(String number, String status, String at) {
        ObjectNode told = JSON.createObjectNode()
                .put("order_id", "N1")
                .put("charge_finish_time", at)
                .put("customer_order_no", number)
                .put("order_status", status);
        int[] characters = JSON.writeValueAsString(told).codePoints().sorted().toArray();
        told.put(
                "sign",
                Md5.hex(new String(characters, 0, characters.length) + Suppliers.APP_SECRET, StandardCharsets.UTF_8));
        return JSON.writeValueAsBytes(told);
    }

    private static byte[] signedBill(String agent, String number, String state) {
        String signed = "Orderid=" + number + "&Chargeid=9&Orderstatu_int=" + state + "&Errorcode=0000&Password="
                + Suppliers.MD5_KEY;
        return Map.of(
                        "AgentAccount",
                        agent,
                        "Orderid",
                        number,
                        "Chargeid",
                        "9",
                        "Orderstatu_int",
                        state,
                        "Errorcode",
                        "0000",
                        "Errormsg",
                        "缴费成功",
                        "Sign",
                        Md5.hex(signed, StandardCharsets.UTF_8))
                .entrySet()
                .stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), GBK))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
