package io.jiaxiao.mall.supply.jd;

import tools.jackson.databind.JsonNode;

/** What became of one call. */
sealed interface JdAnswer {

    /**
     * JD answered in its own envelope.
     *
     * @param result missing when there is none; unpacked when it was JSON in a text
     */
    record Told(boolean success, String code, String message, JsonNode result) implements JdAnswer {

        /** A message may repeat what we sent, so it is not printed. */
        @Override
        public String toString() {
            return "Told[" + code + "]";
        }
    }

    /** JD certainly did not act on it: it was never sent, or turned away before it was looked at. */
    record NotMade(String code) implements JdAnswer {}

    /** It may have acted on it or not. */
    record Silent(String code) implements JdAnswer {}

    /** JD's code, or ours. */
    default String code() {
        return switch (this) {
            case Told told -> told.code;
            case NotMade notMade -> notMade.code;
            case Silent silent -> silent.code;
        };
    }
}
