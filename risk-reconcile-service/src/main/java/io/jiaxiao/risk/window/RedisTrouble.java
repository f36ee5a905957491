package io.jiaxiao.risk.window;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.jiaxiao.starter.redis.RedisAwayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why Redis did not count, for those who have to mend it: a full Redis looks like one that is away. */
final class RedisTrouble {

    private static final Logger log = LoggerFactory.getLogger(RedisTrouble.class);
    private static final Duration SAID_AGAIN = Duration.ofMinutes(1);

    private final Clock clock;
    private volatile @Nullable Last last;
    private Instant said = Instant.MIN;

    private record Last(String what, Instant at) {}

    RedisTrouble(Clock clock) {
        this.clock = clock;
    }

    /** What an open breaker did not let through tells nothing about Redis; of our own mistakes only the kind is told. */
    void met(Exception e) {
        log.debug("windows are away", e);
        if (e instanceof RedisAwayException away) {
            met(away.told());
        } else if (!(e instanceof CallNotPermittedException)) {
            met(e.getClass().getSimpleName());
        }
    }

    void met(String what) {
        Instant now = clock.instant();
        last = new Last(what, now);
        if (isToBeSaid(now)) {
            log.warn("Redis does not count: {}", what);
        }
    }

    private synchronized boolean isToBeSaid(Instant now) {
        if (said.isAfter(now.minus(SAID_AGAIN))) {
            return false;
        }
        said = now;
        return true;
    }

    Optional<String> since(Instant then) {
        Last met = last;
        return met == null || met.at().isBefore(then) ? Optional.empty() : Optional.of(met.what());
    }
}
