package io.jiaxiao.gateway.upstream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The caller stopped sending before the body's end; no service is to blame. */
public final class CallerBrokeOffException extends IOException {

    private static final long serialVersionUID = 1L;

    CallerBrokeOffException(@Nullable IOException cause) {
        super("the caller broke off", cause);
    }
}
