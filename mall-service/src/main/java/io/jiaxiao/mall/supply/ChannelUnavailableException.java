package io.jiaxiao.mall.supply;

import java.io.Serial;

/** A channel could not be asked now; asking later is right. */
public final class ChannelUnavailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public ChannelUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public ChannelUnavailableException(String message) {
        super(message);
    }
}
