package io.jiaxiao.message.channel;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.contracts.message.Lane;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** All channels, in the order in which they are asked. */
@Service
public class Channels {

    private final List<Gate> gates;

    Channels(
            List<SmsChannel> channels,
            CircuitBreakerRegistry circuits,
            BulkheadRegistry places,
            RateLimiterRegistry rates,
            MeterRegistry meters) {
        gates = channels.stream()
                .map(channel -> new Gate(channel, circuits, places, rates, meters))
                .toList();
    }

    /**
     * The right to one call on the first channel that has room for this lane. Waits for a bounded time, as configured per
     * channel and lane.
     *
     * @return empty when no channel may be called now: its circuit is open, or its places or its rate are used up
     */
    public Optional<Pass> enter(Lane lane) {
        return gates.stream().flatMap(gate -> gate.enter(lane).stream()).findFirst();
    }

    /** What a channel's code means, in Chinese; the code itself where nobody knows. */
    public String reason(String channel, String code) {
        return gates.stream()
                .map(Gate::channel)
                .filter(each -> each.name().equals(channel))
                .map(each -> each.reason(code))
                .findFirst()
                .orElse(code);
    }
}
