package io.jiaxiao.mall.supply.kefei;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.supply.SupplyNotice;
import io.jiaxiao.mall.supply.call.Md5;
import io.jiaxiao.mall.supply.callback.Verdict;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Signatures, answers and callbacks of 科飞, without a wire. */
class KefeiFormsTest {

    private static final Charset GBK = Charset.forName("GBK");
    private static final String KEY = "demoKey";

    private final KefeiProperties properties = properties(KEY);
    private final KefeiCallback callback = new KefeiCallback(properties);

    private static KefeiProperties properties(String key) {
        return new KefeiProperties(
                URI.create("http://127.0.0.1:1/API"),
                "demoAgent",
                key,
                "",
                "",
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofMinutes(15),
                new KefeiProperties.Codes(Set.of(-200), Set.of(-205), Set.of(-204), Set.of(-310)),
                List.of());
    }

    private static Map<String, String> fields(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    @Test
    void thePublishedVector_isSignedAlike_andTheSignedTextTravelsAsItIs() {
        BusiBody body = new BusiBody(fields("action", "CX", "orderId", "T0001"));
        assertThat(body.text()).isEqualTo("{\"action\":\"CX\",\"orderId\":\"T0001\"}");
        assertThat(body.sign(KEY)).isEqualTo("0112a75a64e540efcdb5a973228ea898");
        assertThat(new String(body.request("demoAgent", KEY), GBK))
                .isEqualTo("{\"sign\":\"0112a75a64e540efcdb5a973228ea898\",\"agentAccount\":\"demoAgent\","
                        + "\"busiBody\":{\"action\":\"CX\",\"orderId\":\"T0001\"}}");
        assertThat(body.toString()).doesNotContain("T0001");
    }

    @Test
    void whateverIsInIt_theSignedTextIsAscii() {
        BusiBody body = new BusiBody(fields("action", "CZ", "province", "广东"));
        assertThat(body.text()).isEqualTo("{\"action\":\"CZ\",\"province\":\"\\u5E7F\\u4E1C\"}");
        assertThat(body.sign(KEY)).isEqualTo(Md5.hex(body.text() + KEY, GBK));
    }

    @Test
    void answers_areReadAsGbk_andAnythingElseIsUnknown() {
        assertThat(KefeiClient.read("{\"errorCode\":-204,\"errorDesc\":\"代理商余额不足\"}".getBytes(GBK)))
                .isInstanceOfSatisfying(Said.Answer.class, answer -> {
                    assertThat(answer.code()).isEqualTo(-204);
                    assertThat(answer.text("errorDesc")).isEqualTo("代理商余额不足");
                });
        for (String odd : List.of("", "[]", "null", "<html>", "{\"errorCode\":1", "{}{}")) {
            assertThat(KefeiClient.read(odd.getBytes(GBK))).as(odd).isEqualTo(new Said.Unknown("UNREADABLE_ANSWER"));
        }
        assertThat(KefeiClient.read(new byte[] {'{', '"', (byte) 0xff, (byte) 0xff, '"', ':', '1', '}'}))
                .isEqualTo(new Said.Unknown("UNREADABLE_ANSWER"));
        for (String noCode : List.of("{}", "{\"errorCode\":null}", "{\"errorCode\":\"fine\"}", "{\"errorCode\":1.5}")) {
            assertThat(((Said.Answer) KefeiClient.read(noCode.getBytes(GBK))).code())
                    .as(noCode)
                    .isEqualTo(Said.NO_CODE);
        }
    }

    private static Map<String, String> told(String state) {
        return fields(
                "Action", "CX",
                "AgentAccount", "demoAgent",
                "Agentbalance", "99.50",
                "Orderid", "T0001",
                "Chargeid", "9001",
                "Orderstatu_int", state,
                "Orderstatu_text", "缴费成功",
                "OrderPayment", "49.75",
                "Errorcode", "0000",
                "Errormsg", "成功");
    }

    private static byte[] form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), GBK))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Verdict judge(Map<String, String> told) {
        told.put("Sign", KefeiCallback.sign(told, KEY));
        return callback.judge(form(told));
    }

    private static Verdict bad(Verdict.Fault fault) {
        return new Verdict.Bad(fault);
    }

    @Test
    void thePublishedVectorOfACallback_isSignedAlike() {
        assertThat(KefeiCallback.sign(told("16"), KEY)).isEqualTo("2b581ac718145b8475be950de3d1da02");
    }

    @Test
    void aSignedCallback_becomesANoticeOfItsState() {
        Map<String, SupplyNotice.Kind> kinds = Map.of(
                "16", SupplyNotice.Kind.FULFILLED,
                "11", SupplyNotice.Kind.FULFILLED,
                "21", SupplyNotice.Kind.FAILED,
                "35", SupplyNotice.Kind.REVERSED,
                "2", SupplyNotice.Kind.CHANGED,
                "99", SupplyNotice.Kind.CHANGED);
        kinds.forEach((state, kind) -> assertThat(judge(told(state)))
                .isEqualTo(new Verdict.Genuine(new SupplyNotice("kefei", "T0001", "9001", kind, state))));
    }

    @Test
    void chineseThatIsNotEncoded_isReadAsGbkToo() {
        Map<String, String> told = told("16");
        told.put("Sign", KefeiCallback.sign(told, KEY));
        String raw = told.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
        assertThat(callback.judge(raw.getBytes(GBK))).isInstanceOf(Verdict.Genuine.class);
        assertThat(callback.judge(new byte[] {'a', '=', (byte) 0xff, (byte) 0xff}))
                .isEqualTo(bad(Verdict.Fault.MALFORMED));
    }

    @Test
    void forgedChangedAndForeignCallbacks_areNotGenuine() {
        Map<String, String> changed = told("21");
        changed.put("Sign", KefeiCallback.sign(changed, KEY));
        changed.put("Orderstatu_int", "16");
        assertThat(callback.judge(form(changed))).isEqualTo(bad(Verdict.Fault.FORGED));
        Map<String, String> guessed = told("16");
        guessed.put("Sign", KefeiCallback.sign(guessed, "another"));
        assertThat(callback.judge(form(guessed))).isEqualTo(bad(Verdict.Fault.FORGED));
        assertThat(callback.judge(form(told("16")))).as("no signature").isEqualTo(bad(Verdict.Fault.FORGED));
        Map<String, String> foreign = told("16");
        foreign.put("AgentAccount", "anotherAgent");
        assertThat(judge(foreign)).isEqualTo(bad(Verdict.Fault.FOREIGN));
        assertThat(new KefeiCallback(properties("")).judge(form(told("16")))).isEqualTo(bad(Verdict.Fault.FORGED));
    }

    @Test
    void fieldsThatSlideIntoEachOther_orComeTwice_areRefused() {
        // The signed text of these is that of an honest callback: one field has swallowed the next.
        Map<String, String> slid = told("16");
        slid.put("Orderid", "T0001&Chargeid=9001&Orderstatu_int=16");
        assertThat(judge(slid)).isEqualTo(bad(Verdict.Fault.MALFORMED));
        Map<String, String> told = told("16");
        told.put("Sign", KefeiCallback.sign(told, KEY));
        byte[] twice = (new String(form(told), StandardCharsets.US_ASCII) + "&Orderid=T0002")
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(callback.judge(twice)).isEqualTo(bad(Verdict.Fault.MALFORMED));
        assertThat(judge(told("success"))).isEqualTo(bad(Verdict.Fault.MALFORMED));
    }

    @Test
    void theKey_isNeverPrinted() {
        assertThat(properties.toString()).doesNotContain(KEY);
    }
}
