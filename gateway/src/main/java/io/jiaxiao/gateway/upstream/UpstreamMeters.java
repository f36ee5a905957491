package io.jiaxiao.gateway.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.jiaxiao.gateway.upstream.Outcome.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What operators see of the services from here: rate, errors, duration, and which are left alone. */
final class UpstreamMeters {

    private final MeterRegistry registry;
    private final Map<String, Timer> answers = new ConcurrentHashMap<>();
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    UpstreamMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void answered(String service, int status, long nanos) {
        String outcome = status / 100 + "xx";
        answers.computeIfAbsent(service + outcome, ignored -> Timer.builder("gateway.upstream")
                        .description("until a service began to answer")
                        .tag("service", service)
                        .tag("outcome", outcome)
                        .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(String service, Failure failure) {
        count("gateway.upstream.failures", service, failure.name().toLowerCase(Locale.ROOT));
    }

    void secondTry(String service) {
        count("gateway.upstream.second.tries", service, "all");
    }

    private void count(String name, String service, String reason) {
        counters.computeIfAbsent(name + service + reason, ignored -> Counter.builder(name)
                        .tag("service", service)
                        .tag("reason", reason)
                        .register(registry))
                .increment();
    }

    ServiceGuard watch(ServiceGuard guard, String service) {
        Gauge.builder("gateway.upstream.in.flight", guard, ServiceGuard::inFlight)
                .tag("service", service)
                .register(registry);
        Gauge.builder("gateway.upstream.places", guard, ServiceGuard::places)
                .tag("service", service)
                .description(
                        "requests the service is let work on at once; fewer than configured while its answers are late")
                .register(registry);
        Gauge.builder("gateway.upstream.left.alone", guard, it -> it.state() == CircuitBreaker.State.OPEN ? 1 : 0)
                .tag("service", service)
                .description("1 while nothing is sent to the service because it failed too often")
                .register(registry);
        return guard;
    }
}
