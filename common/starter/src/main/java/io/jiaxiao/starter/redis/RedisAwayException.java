package io.jiaxiao.starter.redis;

import java.io.Serial;
import org.redisson.client.RedisException;

/** Redis did not answer in time, or refused. Checked, since every caller has something better to do than to fail. */
public final class RedisAwayException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Behind it the client adds what was asked, which may be about people. */
    private static final String WHAT_WAS_ASKED = ". channel: ";

    RedisAwayException(Throwable cause) {
        super(cause);
    }

    /** What Redis answered, as "OOM command not allowed", or how it did not. For people to read; nothing that was asked is in it. */
    public String told() {
        Throwable origin = this;
        while (origin.getCause() != null) {
            origin = origin.getCause();
        }
        String message = origin.getMessage();
        if (!(origin instanceof RedisException) || message == null) {
            return origin.getClass().getSimpleName();
        }
        int end = message.indexOf(WHAT_WAS_ASKED);
        return end < 0 ? message : message.substring(0, end);
    }
}
