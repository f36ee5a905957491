package io.jiaxiao.starter.ids;

import java.io.Serial;

/** No id can be given out now without risking that another instance gives out the same; trying later is right. */
public final class IdsUnavailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    IdsUnavailableException(String message) {
        super(message);
    }

    IdsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
