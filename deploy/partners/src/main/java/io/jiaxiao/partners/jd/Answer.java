package io.jiaxiao.partners.jd;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** The envelope of every answer, its fields in JD's order. */
record Answer(boolean success, String resultMessage, String resultCode, @Nullable JsonNode result) {

    static Answer ok(Code code, @Nullable JsonNode result) {
        return new Answer(true, code == Code.DONE ? "" : code.text(), code.number(), result);
    }

    static Answer ok(@Nullable JsonNode result) {
        return ok(Code.DONE, result);
    }

    static Answer ok(String text) {
        return ok(StringNode.valueOf(text));
    }

    static Answer yes() {
        return ok(JsonNodeFactory.instance.booleanNode(true));
    }

    /** The result as JD sometimes gives it: a string in which there is JSON. */
    static Answer okAsText(JsonNode result) {
        return ok(result.toString());
    }

    static Answer no(Code code) {
        return no(code, null);
    }

    static Answer no(Code code, @Nullable JsonNode result) {
        return new Answer(false, code.text(), code.number(), result);
    }

    /** A code somebody ordered, which need not be one that the rules here know. */
    static Answer no(String number) {
        String text = "系统繁忙（" + number + "）";
        for (Code code : Code.values()) {
            if (code.number().equals(number)) {
                text = code.text();
                break;
            }
        }
        return new Answer(false, text, number, null);
    }
}
