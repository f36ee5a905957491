package io.jiaxiao.message.channel;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.contracts.message.Lane;
import java.util.Optional;

/**
 * Who may call a channel now. Configured under {@code sms-<channel>} (circuit) and {@code sms-<channel>-code|bulk} (places
 * and rate): codes have their own, which no bulk send can use up; together they stay within the channel's contract.
 */
final class Gate {

    private final SmsChannel channel;
    private final CircuitBreaker circuit;
    private final Line codes;
    private final Line bulk;

    Gate(SmsChannel channel, CircuitBreakerRegistry circuits, BulkheadRegistry places, RateLimiterRegistry rates) {
        String name = "sms-" + channel.name();
        this.channel = channel;
        this.circuit = circuits.circuitBreaker(name);
        this.codes = new Line(places.bulkhead(name + "-code"), rates.rateLimiter(name + "-code"));
        this.bulk = new Line(places.bulkhead(name + "-bulk"), rates.rateLimiter(name + "-bulk"));
    }

    SmsChannel channel() {
        return channel;
    }

    Optional<Pass> enter(Lane lane) {
        Line line = lane == Lane.CODE ? codes : bulk;
        if (circuit.getState() == CircuitBreaker.State.OPEN || !line.places.tryAcquirePermission()) {
            return Optional.empty();
        }
        // The circuit is asked last: a permission of a half-open circuit is scarce and must be used.
        if (line.rate.acquirePermission() && circuit.tryAcquirePermission()) {
            return Optional.of(new Pass(channel, circuit, line.places));
        }
        line.places.releasePermission();
        return Optional.empty();
    }

    private record Line(Bulkhead places, RateLimiter rate) {}
}
