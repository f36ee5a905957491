package io.jiaxiao.order.carrier.wire;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.starter.partner.Heard;
import io.jiaxiao.starter.partner.PartnerGate;
import io.jiaxiao.starter.partner.PartnerLine;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls we make at the carrier's platform. Never throws: done, certainly not done, or nobody knows. */
public final class CarrierClient implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CarrierClient.class);
    private static final Said NOT_NOW = new Said.Refused(Said.Meaning.NOT_NOW, PartnerGate.CLOSED, "", 0);
    private static final String ORDER = "order";
    private static final String ENDING = "ending";
    private static final String QUESTION = "question";
    private static final long MOST_BYTES = 1L << 20;
    private static final int LONGEST_WORDS = 60;

    private final CarrierProperties properties;
    private final PartnerGate gate;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final PartnerLine line;

    CarrierClient(CarrierProperties properties, PartnerGate gate, JsonMapper json, MeterRegistry meters) {
        this.properties = properties;
        this.gate = gate;
        this.json = json;
        this.meters = meters;
        this.line = new PartnerLine("carrier", properties.connect(), properties.read(), MOST_BYTES);
    }

    /** Whether the number may order it: {@code eligible}, {@code reasonCode}. */
    public Said check(String reqNo, Mobile mobile, String productId) {
        return call(QUESTION, properties.calls().check(), of(reqNo, mobile, productId));
    }

    public Said sendCode(String reqNo, Mobile mobile, String productId, String clientIp) {
        Map<String, String> fields = of(reqNo, mobile, productId);
        fields.put("channelId", properties.channelId());
        fields.put("clientIp", clientIp);
        return call(ORDER, properties.calls().sendCode(), fields);
    }

    /** @param reqNo its key there: the same twice is one order */
    public Said confirm(String reqNo, String txnId, Mobile mobile, String productId, String code) {
        Map<String, String> fields = of(reqNo, mobile, productId);
        fields.put("txnId", txnId);
        fields.put("smsCode", code);
        return call(ORDER, properties.calls().confirm(), fields);
    }

    /** @param partnerId the carrier's number; empty to ask by ours */
    public Said query(String reqNo, String partnerId, String asked) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("reqNo", reqNo);
        fields.put("orderId", partnerId);
        fields.put("queryReqNo", partnerId.isEmpty() ? asked : "");
        return call(QUESTION, properties.calls().query(), fields);
    }

    public Said unsubscribe(String reqNo, Mobile mobile, String productId) {
        return call(ENDING, properties.calls().unsubscribe(), of(reqNo, mobile, productId));
    }

    private static Map<String, String> of(String reqNo, Mobile mobile, String productId) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("reqNo", reqNo);
        fields.put("mobile", mobile.digits());
        fields.put("productId", productId);
        return fields;
    }

    private Said call(String lane, String name, Map<String, String> fields) {
        if (!properties.isOpen()) {
            return NOT_NOW;
        }
        fields.put("sign", Signature.of(fields, properties.signKey()));
        Said said = gate.through(lane, () -> heard(name, fields), any -> any instanceof Said.Unknown, NOT_NOW);
        String outcome =
                switch (said) {
                    case Said.Done unused -> "OK";
                    case Said.Refused unused -> "REFUSED";
                    case Said.Unknown unused -> "UNKNOWN";
                };
        meters.counter("jiaxiao.partner.calls", "partner", "carrier", "call", name, "outcome", outcome)
                .increment();
        return said;
    }

    private Said heard(String name, Map<String, String> fields) {
        URI address = URI.create(properties.url() + "/" + name);
        return switch (line.post(address, "application/json;charset=UTF-8", json.writeValueAsBytes(fields))) {
            case Heard.Answer(byte[] answer) -> read(name, new String(answer, StandardCharsets.UTF_8));
            case Heard.WithoutEffect(String code)
            when code.equals(PartnerLine.NOT_CONNECTED) -> new Said.Refused(Said.Meaning.NOT_NOW, code, "", 0);
            // Its statuses are not documented: one of them may be the carrier's own word on an order it has.
            case Heard.WithoutEffect(String code) -> new Said.Unknown(code);
            case Heard.Unknown(String code) -> new Said.Unknown(code);
        };
    }

    private Said read(String name, String body) {
        try {
            JsonNode answer = json.readTree(body);
            String code = answer.path("code").asString("");
            JsonNode data = answer.path("data");
            if (properties.codes().ok().contains(code)) {
                return new Said.Done(data);
            }
            log.info("carrier {} answered {}", name, code);
            if (code.isEmpty()
                    || code.length() > 16
                    || properties.codes().unclear().contains(code)) {
                return new Said.Unknown(code.length() > 16 ? "UNREADABLE" : code);
            }
            return new Said.Refused(
                    meaning(code),
                    code,
                    plain(answer.path("desc").asString("")),
                    data.path("waitSeconds").asLong(0));
        } catch (JacksonException notJson) {
            return new Said.Unknown("UNREADABLE");
        }
    }

    private Said.Meaning meaning(String code) {
        CarrierProperties.Codes codes = properties.codes();
        if (codes.wrongCode().contains(code)) {
            return Said.Meaning.WRONG_CODE;
        }
        if (codes.deadCode().contains(code)) {
            return Said.Meaning.DEAD_CODE;
        }
        if (codes.tooOften().contains(code)) {
            return Said.Meaning.TOO_OFTEN;
        }
        if (codes.subscribed().contains(code)) {
            return Said.Meaning.SUBSCRIBED;
        }
        if (codes.notSubscribed().contains(code)) {
            return Said.Meaning.NOT_SUBSCRIBED;
        }
        return codes.noOrder().contains(code) ? Said.Meaning.NO_ORDER : Said.Meaning.FOR_GOOD;
    }

    private static String plain(String words) {
        String line = words.replaceAll("\\p{Cntrl}+", " ").replaceAll("[0-9]{7,}", "***");
        return line.length() > LONGEST_WORDS ? line.substring(0, LONGEST_WORDS) : line;
    }

    @Override
    public void close() {
        line.close();
    }
}
