package io.jiaxiao.partners.alipay;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the gateway answers.
 *
 * @param code 10000, or what went wrong in general
 * @param subCode what went wrong in particular; null when nothing did
 * @param signed false for what is wrong with the signature itself: such an answer carries none (partners.md 3.2)
 */
record Answer(
        String code, String message, @Nullable String subCode, String subMessage, ObjectNode more, boolean signed) {

    private static final String DONE = "10000";

    static Answer ok(ObjectNode more) {
        return new Answer(DONE, "Success", null, "", more, true);
    }

    /** 40004 with an {@code ACQ.} code. */
    static Answer business(String subCode) {
        return no("40004", "Business Failed", subCode, true);
    }

    static Answer invalid(String subCode) {
        return no("40002", "Invalid Arguments", subCode, true);
    }

    static Answer missing(String subCode) {
        return no("40001", "Missing Required Arguments", subCode, true);
    }

    static Answer unsigned(String subCode) {
        return no("40002", "Invalid Arguments", subCode, false);
    }

    static Answer busy() {
        return no("20000", "Service Currently Unavailable", "isp.unknow-error", true);
    }

    boolean isOk() {
        return subCode == null;
    }

    /** For the journal. */
    String word() {
        return subCode == null ? "OK" : subCode;
    }

    ObjectNode json() {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("code", code).put("msg", message);
        if (subCode != null) {
            node.put("sub_code", subCode).put("sub_msg", subMessage);
        }
        node.setAll(more);
        return node;
    }

    private static Answer no(String code, String message, String subCode, boolean signed) {
        return new Answer(
                code, message, subCode, SubMessages.of(subCode), JsonNodeFactory.instance.objectNode(), signed);
    }
}
