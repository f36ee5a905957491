package io.jiaxiao.starter.partner;

/** What came back over the wire. */
public sealed interface Heard {

    /** An answer with status 200. Holds what may be secret, so it does not print itself. */
    record Answer(byte[] body) implements Heard {
        @Override
        public String toString() {
            return "Answer[" + body.length + " bytes]";
        }
    }

    /**
     * Certainly without effect at the partner.
     *
     * @param code our word for why
     */
    record WithoutEffect(String code) implements Heard {}

    /**
     * It may have had its effect or not.
     *
     * @param code our word for why nobody knows
     */
    record Unknown(String code) implements Heard {}
}
