package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.mall.supply.ChannelUnavailableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads JD's JSON as it really comes: results that are JSON in a string, keys with spaces, numbers as texts. */
final class JdJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JdJson() {}

    /** @throws JacksonException when it is no JSON */
    static JsonNode read(byte[] body) {
        return tidy(JSON.readTree(body));
    }

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** The value, or what is written in it when it is a text that holds JSON. */
    static JsonNode unpacked(JsonNode value) {
        String text = value.isString() ? value.stringValue().strip() : "";
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return value;
        }
        try {
            return tidy(JSON.readTree(text));
        } catch (JacksonException plainText) {
            return value;
        }
    }

    /** A number as JD writes ids: as a number or as a text; empty when it is neither. */
    static String id(JsonNode node) {
        String text =
                node.isIntegralNumber() || node.isString() ? node.asString("").strip() : "";
        return text.matches("\\d{1,19}") ? text : "";
    }

    /** Yuan as a number or a text; -1 when it is neither, or not whole fen, or negative. */
    static long fen(JsonNode node) {
        try {
            return Math.max(signedFen(node), -1);
        } catch (ChannelUnavailableException odd) {
            return -1;
        }
    }

    /**
     * Yuan that may be negative.
     *
     * @throws ChannelUnavailableException when it is no amount in whole fen: a wrong one would be worse than none
     */
    static long signedFen(JsonNode node) {
        try {
            if (node.isNumber()) {
                return node.decimalValue().movePointRight(2).longValueExact();
            }
            if (node.isString()) {
                return Money.ofYuan(node.stringValue().strip()).fen();
            }
        } catch (ArithmeticException | NumberFormatException odd) {
            throw new ChannelUnavailableException("京东 wrote an amount nobody can read", odd);
        }
        throw new ChannelUnavailableException("京东 wrote no amount where there should be one");
    }

    static int whole(JsonNode node, int otherwise) {
        String text =
                node.isIntegralNumber() || node.isString() ? node.asString("").strip() : "";
        return text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }

    static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asString("") : "";
    }

    static JsonNode nothing() {
        return MissingNode.getInstance();
    }

    private static JsonNode tidy(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode tidied = NODES.objectNode();
                object.properties().forEach(each -> tidied.set(each.getKey().strip(), tidy(each.getValue())));
                yield tidied;
            }
            case ArrayNode array -> {
                ArrayNode tidied = NODES.arrayNode();
                array.forEach(each -> tidied.add(tidy(each)));
                yield tidied;
            }
            default -> node;
        };
    }
}
