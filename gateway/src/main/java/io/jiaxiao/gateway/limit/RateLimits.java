package io.jiaxiao.gateway.limit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts a request for all gateways together. While Redis is away or slow each gateway counts for itself at the same
 * limits, and tries Redis again by itself.
 */
public final class RateLimits {

    private static final Logger log = LoggerFactory.getLogger(RateLimits.class);

    private final Buckets shared;
    private final LocalBuckets own;
    private final CircuitBreaker breaker;
    private final Counter countedAlone;
    private final AtomicBoolean alone = new AtomicBoolean();

    RateLimits(Buckets shared, LocalBuckets own, Duration openFor, MeterRegistry meters) {
        this.shared = shared;
        this.own = own;
        this.breaker = CircuitBreaker.of(
                "rate-limits",
                CircuitBreakerConfig.custom()
                        .slidingWindow(10, 5, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(openFor)
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(change -> report(change.getStateTransition().getToState()));
        countedAlone = Counter.builder("gateway.limits.local")
                .description("requests counted by this gateway alone because Redis was away or slow")
                .register(meters);
        Gauge.builder("gateway.limits.shared", alone, away -> away.get() ? 0 : 1)
                .description("1: limits are shared through Redis, 0: each gateway counts for itself")
                .register(meters);
    }

    /** @return how long to wait until the request would be allowed; zero: it is */
    public Duration take(List<Charge> charges) {
        if (charges.isEmpty()) {
            return Duration.ZERO;
        }
        if (breaker.tryAcquirePermission()) {
            long start = System.nanoTime();
            try {
                Duration wait = shared.take(charges);
                breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                return wait;
            } catch (BucketsAwayException e) {
                breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
            }
        }
        countedAlone.increment();
        return own.take(charges);
    }

    private void report(CircuitBreaker.State state) {
        if (state == CircuitBreaker.State.OPEN && alone.compareAndSet(false, true)) {
            log.warn("Redis is away or slow: rate limits are counted by this gateway alone");
        } else if (state == CircuitBreaker.State.CLOSED && alone.compareAndSet(true, false)) {
            log.info("Redis is back: rate limits are shared again");
        }
    }
}
