package io.jiaxiao.mall.supply.call;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Who may call a partner now. Configured under {@code supply-<channel>} (circuit) and {@code supply-<channel>-order|question}
 * (places and rate): a flood of questions never takes the places of orders, nor the other way round.
 */
public final class Gate {

    /** The code of what was not let through. */
    public static final String CLOSED = "CHANNEL_CLOSED";

    private final CircuitBreaker circuit;
    private final Lane orders;
    private final Lane questions;

    public Gate(String channel, CircuitBreakerRegistry circuits, BulkheadRegistry places, RateLimiterRegistry rates) {
        String name = "supply-" + channel;
        this.circuit = circuits.circuitBreaker(name);
        this.orders = new Lane(places.bulkhead(name + "-order"), rates.rateLimiter(name + "-order"));
        this.questions = new Lane(places.bulkhead(name + "-question"), rates.rateLimiter(name + "-question"));
    }

    /**
     * @param trouble whether an answer tells of the partner's own trouble; a refused order does not
     * @param closed  what is said when the call may not be made now; then nothing is called
     */
    public <T> T order(Supplier<T> call, Predicate<T> trouble, T closed) {
        return through(orders, call, trouble, closed);
    }

    /** As {@link #order}, for calls that change nothing. */
    public <T> T question(Supplier<T> call, Predicate<T> trouble, T closed) {
        return through(questions, call, trouble, closed);
    }

    private <T> T through(Lane lane, Supplier<T> call, Predicate<T> trouble, T closed) {
        if (circuit.getState() == CircuitBreaker.State.OPEN || !lane.places.tryAcquirePermission()) {
            return closed;
        }
        try {
            // The circuit is asked last: a permission of a half-open circuit is scarce and must be used.
            return lane.rate.acquirePermission() && circuit.tryAcquirePermission() ? observed(call, trouble) : closed;
        } finally {
            lane.places.onComplete();
        }
    }

    private <T> T observed(Supplier<T> call, Predicate<T> trouble) {
        long start = circuit.getCurrentTimestamp();
        try {
            T answer = call.get();
            long took = circuit.getCurrentTimestamp() - start;
            if (trouble.test(answer)) {
                circuit.onError(took, circuit.getTimestampUnit(), new PartnerInTrouble());
            } else {
                circuit.onSuccess(took, circuit.getTimestampUnit());
            }
            return answer;
        } catch (RuntimeException e) {
            circuit.onError(circuit.getCurrentTimestamp() - start, circuit.getTimestampUnit(), e);
            throw e;
        }
    }

    private record Lane(Bulkhead places, RateLimiter rate) {}

    private static final class PartnerInTrouble extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PartnerInTrouble() {
            super("the partner is in trouble", null, false, false);
        }
    }
}
