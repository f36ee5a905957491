package io.jiaxiao.order.payment.alipay;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Who may call Alipay now. Configured under {@code alipay} (circuit) and {@code alipay-code|refund|question} (places and rate): a
 * flood of questions never takes the places of payers, nor these those of refunds.
 */
final class Gate {

    /** What is said of a call that was not let through. */
    static final Said CLOSED = new Said.Refused("CHANNEL_CLOSED", true);

    /** Kinds of call. */
    enum Kind {
        CODE,
        REFUND,
        QUESTION
    }

    private record Lane(Bulkhead places, RateLimiter rate) {}

    private final CircuitBreaker circuit;
    private final Map<Kind, Lane> lanes = new EnumMap<>(Kind.class);

    Gate(CircuitBreakerRegistry circuits, BulkheadRegistry places, RateLimiterRegistry rates) {
        circuit = circuits.circuitBreaker("alipay");
        for (Kind kind : Kind.values()) {
            String name = "alipay-" + kind.name().toLowerCase(Locale.ROOT);
            lanes.put(kind, new Lane(places.bulkhead(name), rates.rateLimiter(name)));
        }
    }

    Said through(Kind kind, Supplier<Said> call) {
        Lane lane = lanes.get(kind);
        if (lane == null
                || circuit.getState() == CircuitBreaker.State.OPEN
                || !lane.places().tryAcquirePermission()) {
            return CLOSED;
        }
        try {
            // The circuit is asked last: a permission of a half-open circuit is scarce and must be used.
            return lane.rate().acquirePermission() && circuit.tryAcquirePermission() ? observed(call) : CLOSED;
        } finally {
            lane.places().onComplete();
        }
    }

    private Said observed(Supplier<Said> call) {
        long start = circuit.getCurrentTimestamp();
        Said said;
        try {
            said = call.get();
        } catch (RuntimeException e) {
            circuit.onError(circuit.getCurrentTimestamp() - start, circuit.getTimestampUnit(), e);
            throw e;
        }
        long took = circuit.getCurrentTimestamp() - start;
        if (said instanceof Said.Unknown(String code)) {
            circuit.onError(took, circuit.getTimestampUnit(), new InTrouble(code));
        } else {
            circuit.onSuccess(took, circuit.getTimestampUnit());
        }
        return said;
    }

    private static final class InTrouble extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InTrouble(String code) {
            super(code, null, false, false);
        }
    }
}
