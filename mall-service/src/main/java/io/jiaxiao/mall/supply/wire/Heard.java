package io.jiaxiao.mall.supply.wire;

/** What came back from a partner, before anyone reads it. */
public sealed interface Heard {

    /** An answer in full. */
    final class Answered implements Heard {

        private final int status;
        private final byte[] body;

        Answered(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        public int status() {
            return status;
        }

        /** Not copied: whoever reads it is the only one. */
        public byte[] body() {
            return body;
        }
    }

    /**
     * No byte of the request's body left, so it can have had no effect.
     *
     * @param cause for the log; holds nothing of the request
     */
    record NotSent(String cause) implements Heard {}

    /** The request may have had its effect. */
    record Silence(String cause) implements Heard {}
}
