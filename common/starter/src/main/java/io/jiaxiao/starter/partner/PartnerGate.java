package io.jiaxiao.starter.partner;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Who may call one partner now. Configured under {@code PARTNER} (circuit) and {@code PARTNER-LANE} (places and rate): calls of one
 * kind never take the places of another.
 */
public final class PartnerGate {

    /** The code of what was not let through. */
    public static final String CLOSED = "CHANNEL_CLOSED";

    private record Lane(Bulkhead places, RateLimiter rate) {}

    private final String partner;
    private final CircuitBreaker circuit;
    private final BulkheadRegistry places;
    private final RateLimiterRegistry rates;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    public PartnerGate(
            String partner, CircuitBreakerRegistry circuits, BulkheadRegistry places, RateLimiterRegistry rates) {
        this.partner = partner;
        this.circuit = circuits.circuitBreaker(partner);
        this.places = places;
        this.rates = rates;
    }

    /**
     * @param trouble whether an answer tells of the partner's own trouble; a refusal does not
     * @param closed  what is said when the call may not be made now; then nothing is called
     */
    public <T> T through(String lane, Supplier<T> call, Predicate<T> trouble, T closed) {
        Lane own = lanes.computeIfAbsent(partner + "-" + lane, this::lane);
        if (circuit.getState() == CircuitBreaker.State.OPEN || !own.places().tryAcquirePermission()) {
            return closed;
        }
        try {
            // The circuit is asked last: a permission of a half-open circuit is scarce and must be used.
            return own.rate().acquirePermission() && circuit.tryAcquirePermission() ? observed(call, trouble) : closed;
        } finally {
            own.places().onComplete();
        }
    }

    private Lane lane(String name) {
        return new Lane(places.bulkhead(name), rates.rateLimiter(name));
    }

    private <T> T observed(Supplier<T> call, Predicate<T> trouble) {
        long start = circuit.getCurrentTimestamp();
        T answer;
        try {
            answer = call.get();
        } catch (RuntimeException e) {
            circuit.onError(circuit.getCurrentTimestamp() - start, circuit.getTimestampUnit(), e);
            throw e;
        }
        long took = circuit.getCurrentTimestamp() - start;
        if (trouble.test(answer)) {
            circuit.onError(took, circuit.getTimestampUnit(), new InTrouble());
        } else {
            circuit.onSuccess(took, circuit.getTimestampUnit());
        }
        return answer;
    }

    private static final class InTrouble extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InTrouble() {
            super("the partner is in trouble", null, false, false);
        }
    }
}
