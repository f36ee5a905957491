package io.jiaxiao.partners.mas;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the platform registered with the partner for calls in its direction.
 *
 * @param reportUrl null when none is registered: then no report is ever pushed
 * @param uplinkUrl null when none is registered
 * @param againAfter simulated waits before each further push of what was not answered with 200
 */
record MasPushes(@Nullable URI reportUrl, @Nullable URI uplinkUrl, List<Duration> againAfter) {

    /** Shows no URL: there may be a secret in its path. */
    @Override
    public String toString() {
        return "MasPushes";
    }
}
