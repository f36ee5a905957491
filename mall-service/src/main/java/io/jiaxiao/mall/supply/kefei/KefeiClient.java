package io.jiaxiao.mall.supply.kefei;

import io.jiaxiao.mall.supply.call.Lanes;
import io.jiaxiao.starter.partner.Heard;
import io.jiaxiao.starter.partner.PartnerGate;
import io.jiaxiao.starter.partner.PartnerLine;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Signs a call, sends it in GBK through the gate, and reads the GBK of the answer. */
final class KefeiClient {

    static final String UNREADABLE = "UNREADABLE_ANSWER";
    static final String NO_CONTRACT = "NOT_CONFIGURED";

    private static final String CONTENT_TYPE = "application/json;charset=GBK";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final KefeiProperties properties;
    private final PartnerLine line;
    private final PartnerGate gate;

    KefeiClient(KefeiProperties properties, PartnerLine line, PartnerGate gate) {
        this.properties = properties;
        this.line = line;
        this.gate = gate;
    }

    /** @param fields of the busiBody, in the partner's order */
    Said order(Map<String, String> fields) {
        Supplier<Said> call = () -> call(fields);
        return gate.through(Lanes.ORDER, call, Said::isTrouble, new Said.WithoutEffect(PartnerGate.CLOSED));
    }

    /** As {@link #order}, for what changes nothing. */
    Said ask(Map<String, String> fields) {
        Supplier<Said> call = () -> call(fields);
        return gate.through(Lanes.QUESTION, call, Said::isTrouble, new Said.Unknown(PartnerGate.CLOSED));
    }

    private Said call(Map<String, String> fields) {
        if (!properties.isOpen()) {
            return new Said.WithoutEffect(NO_CONTRACT);
        }
        byte[] request = new BusiBody(fields).request(properties.agentAccount(), properties.md5Key());
        return switch (line.post(properties.url(), CONTENT_TYPE, request)) {
            case Heard.Answer(byte[] body) -> read(body);
            case Heard.WithoutEffect(String code) -> new Said.WithoutEffect(code);
            case Heard.Unknown(String code) -> new Said.Unknown(code);
        };
    }

    static Said read(byte[] body) {
        try {
            String text =
                    BusiBody.GBK.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return JSON.readTree(text) instanceof ObjectNode fields
                    ? new Said.Answer(fields)
                    : new Said.Unknown(UNREADABLE);
        } catch (CharacterCodingException | JacksonException e) {
            return new Said.Unknown(UNREADABLE);
        }
    }
}
