package io.jiaxiao.gateway.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.jiaxiao.gateway.route.Importance;
import io.jiaxiao.gateway.route.ServiceSettings;
import io.jiaxiao.gateway.upstream.Outcome.Failed;
import io.jiaxiao.gateway.upstream.Outcome.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one slow or failing service from taking the others with it: its breaker and its share of the gateway. */
final class ServiceGuard {

    private static final Logger log = LoggerFactory.getLogger(ServiceGuard.class);
    static final Failed FULL = new Failed(Failure.FULL, Duration.ofSeconds(1));

    private final String service;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger coreInFlight = new AtomicInteger();
    private final Places places;
    private volatile ServiceSettings settings;
    private volatile CircuitBreaker breaker;

    ServiceGuard(String service, ServiceSettings settings) {
        this(service, settings, System::nanoTime);
    }

    ServiceGuard(String service, ServiceSettings settings, LongSupplier nanoTime) {
        this.service = service;
        this.places = new Places(nanoTime);
        this.settings = settings;
        this.breaker = breaker(settings.breaker());
    }

    private CircuitBreaker breaker(ServiceSettings.Breaker wanted) {
        CircuitBreaker made = CircuitBreaker.of(
                service,
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                (int) wanted.window().toSeconds(), wanted.minimumCalls(), SlidingWindowType.TIME_BASED)
                        .failureRateThreshold(wanted.failureRate())
                        .slowCallDurationThreshold(wanted.slowCall())
                        .slowCallRateThreshold(wanted.slowRate())
                        .waitDurationInOpenState(wanted.openFor())
                        .permittedNumberOfCallsInHalfOpenState(wanted.probes())
                        .maxWaitDurationInHalfOpenState(wanted.openFor())
                        .build());
        made.getEventPublisher().onStateTransition(change -> {
            CircuitBreaker.State state = change.getStateTransition().getToState();
            if (state == CircuitBreaker.State.OPEN) {
                log.warn("{} fails or is slow: it is left alone for {}", service, wanted.openFor());
            } else if (state == CircuitBreaker.State.CLOSED) {
                log.info("{} answers again", service);
            }
        });
        return made;
    }

    /** Takes over changed settings; the breaker's memory starts anew only when the breaker itself changed. */
    ServiceGuard with(ServiceSettings now) {
        if (!now.equals(settings)) {
            synchronized (this) {
                if (!now.breaker().equals(settings.breaker())) {
                    breaker = breaker(now.breaker());
                }
                settings = now;
            }
        }
        return this;
    }

    /** @return why not, or null: it may be asked, and {@link #answered}, {@link #failed} or {@link #spared} must follow */
    @Nullable
    Failed enter(Importance importance) {
        if (isFull(importance)) {
            leave(importance);
            return FULL;
        }
        if (!breaker.tryAcquirePermission()) {
            leave(importance);
            return new Failed(Failure.LEFT_ALONE, settings.breaker().openFor());
        }
        return null;
    }

    /** Whether {@link #enter} would find a place now. */
    boolean hasRoom(Importance importance) {
        int all = inFlight.get();
        int now = places.now(settings);
        return importance == Importance.CORE
                ? coreInFlight.get() < now && all < settings.maxConcurrent()
                : all < importance.placesOf(now);
    }

    /** Core work asks how much of its own is under way: what others began before there were fewer places must not shut it out. */
    private boolean isFull(Importance importance) {
        int all = inFlight.incrementAndGet();
        int now = places.now(settings);
        return importance == Importance.CORE
                ? coreInFlight.incrementAndGet() > now || all > settings.maxConcurrent()
                : all > importance.placesOf(now);
    }

    void answered(UpstreamAnswer answer, long nanos) {
        places.answered(nanos, settings);
        if (answer.status() >= 500 && !answer.isRefusal()) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, new IOException("answered " + answer.status()));
        } else {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
    }

    void failed(long nanos, IOException e) {
        if (nanos > settings.busyFrom().toNanos()) {
            places.lost(settings);
        }
        breaker.onError(nanos, TimeUnit.NANOSECONDS, e);
    }

    /** It was not the service's fault. */
    void spared() {
        breaker.releasePermission();
    }

    void leave(Importance importance) {
        inFlight.decrementAndGet();
        if (importance == Importance.CORE) {
            coreInFlight.decrementAndGet();
        }
    }

    int inFlight() {
        return inFlight.get();
    }

    /** As many requests as it is let work on now. */
    int places() {
        return places.now(settings);
    }

    CircuitBreaker.State state() {
        return breaker.getState();
    }
}
