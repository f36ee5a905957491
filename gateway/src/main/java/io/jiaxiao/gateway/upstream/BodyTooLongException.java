package io.jiaxiao.gateway.upstream;

import java.io.IOException;

/** The caller sent more than the route takes. */
public final class BodyTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLongException() {
        super("the body is too long");
    }
}
