package io.jiaxiao.message.channel;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.contracts.message.Lane;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may call a channel now. Configured under {@code sms-<channel>-code|bulk} (circuit, places and rate): codes have their
 * own, which no bulk send can use up or close; together they stay within the channel's contract.
 */
final class Gate {

    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    private final SmsChannel channel;
    private final Line codes;
    private final Line bulk;

    Gate(
            SmsChannel channel,
            CircuitBreakerRegistry circuits,
            BulkheadRegistry places,
            RateLimiterRegistry rates,
            MeterRegistry meters) {
        String name = "sms-" + channel.name();
        this.channel = channel;
        this.codes = line(name + "-code", circuits, places, rates);
        this.bulk = line(name + "-bulk", circuits, places, rates);
        watch("code", codes.circuit, meters);
        watch("bulk", bulk.circuit, meters);
    }

    SmsChannel channel() {
        return channel;
    }

    Optional<Pass> enter(Lane lane) {
        Line line = lane == Lane.CODE ? codes : bulk;
        if (line.circuit.getState() == CircuitBreaker.State.OPEN || !line.places.tryAcquirePermission()) {
            return Optional.empty();
        }
        // The circuit is asked last: a permission of a half-open circuit is scarce and must be used.
        if (line.rate.acquirePermission() && line.circuit.tryAcquirePermission()) {
            return Optional.of(new Pass(channel, line.circuit, line.places));
        }
        line.places.releasePermission();
        return Optional.empty();
    }

    private static Line line(
            String name, CircuitBreakerRegistry circuits, BulkheadRegistry places, RateLimiterRegistry rates) {
        return new Line(circuits.circuitBreaker(name), places.bulkhead(name), rates.rateLimiter(name));
    }

    private void watch(String line, CircuitBreaker circuit, MeterRegistry meters) {
        circuit.getEventPublisher().onStateTransition(change -> {
            CircuitBreaker.State to = change.getStateTransition().getToState();
            meters.counter("jiaxiao.channel.circuit", "channel", channel.name(), "line", line, "to", to.name())
                    .increment();
            if (to == CircuitBreaker.State.OPEN) {
                log.warn("channel {} fails or is slow: its {} line is left alone for a while", channel.name(), line);
            } else {
                log.info("the {} line of channel {} is {}", line, channel.name(), to);
            }
        });
    }

    private record Line(CircuitBreaker circuit, Bulkhead places, RateLimiter rate) {}
}
