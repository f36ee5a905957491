package io.jiaxiao.mall.supply.kefei;

import tools.jackson.databind.node.ObjectNode;

/** What 科飞 said to one call. */
sealed interface Said {

    /** Its own JSON, whatever its code. */
    record Answer(ObjectNode fields) implements Said {

        /** The code; {@link #NO_CODE} when there is none that is a number. */
        int code() {
            String code = fields.path("errorCode").asString("");
            return code.matches("-?\\d{1,6}") ? Integer.parseInt(code) : NO_CODE;
        }

        String text(String field) {
            return fields.path(field).asString("");
        }

        @Override
        public String toString() {
            return "Answer[" + code() + "]";
        }
    }

    /** Certainly without effect: nothing was sent, or it was stopped on the way. */
    record WithoutEffect(String code) implements Said {}

    /** Nobody knows. */
    record Unknown(String code) implements Said {}

    int NO_CODE = Integer.MIN_VALUE;

    default boolean isTrouble() {
        return !(this instanceof Answer);
    }
}
