package io.jiaxiao.starter.redis;

import java.io.Serial;

/** Redis did not answer in time. Checked, since every caller has something better to do than to fail. */
public final class RedisAwayException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    RedisAwayException(Throwable cause) {
        super(cause);
    }
}
