package io.jiaxiao.order.payment.alipay;

import tools.jackson.databind.JsonNode;

/** What came of a call. */
public sealed interface Said {

    /** Done, and said so under Alipay's signature. */
    record Done(JsonNode answer) implements Said {
        public String text(String field) {
            return answer.path(field).asString("");
        }
    }

    /**
     * Certainly not done.
     *
     * @param code  Alipay's {@code sub_code}, or ours when it was never called
     * @param later whether it may go another time: the fault is not in what was asked
     */
    record Refused(String code, boolean later) implements Said {}

    /**
     * Done or not: only a question tells.
     *
     * @param code our word for why nobody knows
     */
    record Unknown(String code) implements Said {}
}
