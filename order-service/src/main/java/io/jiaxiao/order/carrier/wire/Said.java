package io.jiaxiao.order.carrier.wire;

import tools.jackson.databind.JsonNode;

/** What the carrier made of a call. */
public sealed interface Said {

    record Done(JsonNode data) implements Said {
        public String text(String field) {
            return data.path(field).asString("");
        }
    }

    /**
     * Certainly not done.
     *
     * @param meaning what to do about it
     * @param words   the carrier's, for people; one bounded line without long numbers
     */
    record Refused(Meaning meaning, String code, String words, long waitSeconds) implements Said {}

    /** Done or not: only a question tells. */
    record Unknown(String code) implements Said {}

    /** What a refusal means. */
    enum Meaning {
        WRONG_CODE,
        DEAD_CODE,
        TOO_OFTEN,
        SUBSCRIBED,
        NOT_SUBSCRIBED,
        NO_ORDER,
        /** Never let through to the carrier. */
        NOT_NOW,
        FOR_GOOD
    }
}
