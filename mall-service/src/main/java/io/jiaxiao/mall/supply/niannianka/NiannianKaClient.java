package io.jiaxiao.mall.supply.niannianka;

import io.jiaxiao.mall.supply.call.Lanes;
import io.jiaxiao.mall.supply.call.Words;
import io.jiaxiao.starter.partner.Heard;
import io.jiaxiao.starter.partner.PartnerGate;
import io.jiaxiao.starter.partner.PartnerLine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Signs a call, sends it through the gate, and reads the answer. Only what it says clearly is believed. */
final class NiannianKaClient {

    static final String UNREADABLE = "UNREADABLE_ANSWER";
    static final String BAD_SIGNATURE = "ANSWER_NOT_SIGNED";
    static final String NO_CONTRACT = "NOT_CONFIGURED";

    private static final Logger log = LoggerFactory.getLogger(NiannianKaClient.class);
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** Numbers keep their digits, because the signature is over the characters. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final NiannianKaProperties properties;
    private final PartnerLine line;
    private final PartnerGate gate;
    private final Clock clock;

    NiannianKaClient(NiannianKaProperties properties, PartnerLine line, PartnerGate gate, Clock clock) {
        this.properties = properties;
        this.line = line;
        this.gate = gate;
        this.clock = clock;
    }

    /** A call that orders something. @param method without its prefix */
    Said order(String method, Map<String, ?> content) {
        Supplier<Said> call = () -> call(method, content);
        return gate.through(Lanes.ORDER, call, Said::isTrouble, new Said.WithoutEffect(PartnerGate.CLOSED));
    }

    /** A call that changes nothing. @param method without its prefix */
    Said ask(String method, Map<String, ?> content) {
        Supplier<Said> call = () -> call(method, content);
        return gate.through(Lanes.QUESTION, call, Said::isTrouble, new Said.Unknown(PartnerGate.CLOSED));
    }

    private Said call(String method, Map<String, ?> content) {
        if (!properties.isOpen()) {
            return new Said.WithoutEffect(NO_CONTRACT);
        }
        byte[] body = JSON.writeValueAsBytes(envelope(method, content));
        return switch (line.post(properties.url(), "application/json;charset=utf-8", body)) {
            case Heard.Answer(byte[] answer) -> read(method, answer);
            case Heard.WithoutEffect(String code) -> new Said.WithoutEffect(code);
            case Heard.Unknown(String code) -> new Said.Unknown(code);
        };
    }

    ObjectNode envelope(String method, Map<String, ?> content) {
        ObjectNode fields = JSON.createObjectNode()
                .put("app_key", properties.appKey())
                .put("method", properties.methodPrefix() + method)
                .put("timestamp", TIMESTAMP.format(ZonedDateTime.ofInstant(clock.instant(), CHINA)))
                .put("version", "2.0")
                .put("format", "json")
                .put("charset", "utf-8")
                .put("sign_type", "md5")
                .put("app_auth_token", "")
                .put("biz_content", JSON.writeValueAsString(content));
        return fields.put(CharacterSignature.FIELD, CharacterSignature.of(fields, properties.appSecret()));
    }

    Said read(String method, byte[] body) {
        try {
            if (!(JSON.readTree(new String(body, StandardCharsets.UTF_8)) instanceof ObjectNode answer)) {
                return new Said.Unknown(UNREADABLE);
            }
            if (properties.signedAnswers() && !CharacterSignature.isRight(answer, properties.appSecret())) {
                log.warn("an answer to {} of 年年卡 is not signed by it", method);
                return new Said.Unknown(BAD_SIGNATURE);
            }
            JsonNode code = answer.path("code");
            if (!code.asString("").matches("-?\\d{1,9}")) {
                return new Said.Unknown(UNREADABLE);
            }
            int number = Integer.parseInt(code.asString(""));
            if (number != 0) {
                return new Said.Other(number, Words.plain(answer.path("message").asString("")));
            }
            JsonNode result = answer.path("result");
            return new Said.Result(result.isString() ? JSON.readTree(result.stringValue()) : result);
        } catch (JacksonException e) {
            return new Said.Unknown(UNREADABLE);
        }
    }
}
