package io.jiaxiao.mall.supply.niannianka;

import tools.jackson.databind.JsonNode;

/** What 年年卡 said to one call. */
sealed interface Said {

    /** Code 0. May hold sealed cards, so it does not print itself. */
    record Result(JsonNode result) implements Said {
        @Override
        public String toString() {
            return "Result[hidden]";
        }
    }

    /** Another code of its own. */
    record Other(int code, String message) implements Said {}

    /** Certainly without effect: nothing was sent, or it was stopped on the way. */
    record WithoutEffect(String code) implements Said {}

    /** Nobody knows. */
    record Unknown(String code) implements Said {}

    default boolean isTrouble() {
        return this instanceof WithoutEffect || this instanceof Unknown;
    }
}
