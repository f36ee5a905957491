package io.jiaxiao.mall.supply.wire;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Who may call a partner now. Configured under {@code supply-<channel>} (circuit) and {@code supply-<channel>-<line>} (places
 * and rate): a line has its own places, so that reading a whole catalogue never takes those of an order.
 */
public final class Gate {

    private final String name;
    private final CircuitBreaker circuit;
    private final BulkheadRegistry places;
    private final RateLimiterRegistry rates;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    public Gate(String channel, CircuitBreakerRegistry circuits, BulkheadRegistry places, RateLimiterRegistry rates) {
        this.name = "supply-" + channel;
        this.circuit = circuits.circuitBreaker(name);
        this.places = places;
        this.rates = rates;
    }

    private record Line(Bulkhead places, RateLimiter rate) {}

    /**
     * Makes the call if it may be made. All waiting is done before, and bounded by configuration.
     *
     * @param trouble whether an answer says that the partner is unwell; a refused order does not
     * @return empty when the call was not made: the circuit is open, or the places or the rate are used up
     */
    public <T> Optional<T> through(String line, Supplier<T> call, Predicate<T> trouble) {
        Line way = lines.computeIfAbsent(
                line, each -> new Line(places.bulkhead(name + "-" + each), rates.rateLimiter(name + "-" + each)));
        if (circuit.getState() == CircuitBreaker.State.OPEN || !way.places.tryAcquirePermission()) {
            return Optional.empty();
        }
        try {
            // The circuit is asked last: a permission of a half-open circuit is scarce and must be used.
            if (!way.rate.acquirePermission() || !circuit.tryAcquirePermission()) {
                return Optional.empty();
            }
            return Optional.of(measured(call, trouble));
        } finally {
            way.places.onComplete();
        }
    }

    private <T> T measured(Supplier<T> call, Predicate<T> trouble) {
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
            circuit.onError(took, circuit.getTimestampUnit(), new PartnerInTrouble());
        } else {
            circuit.onSuccess(took, circuit.getTimestampUnit());
        }
        return answer;
    }

    private static final class PartnerInTrouble extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PartnerInTrouble() {
            super("the partner is in trouble", null, false, false);
        }
    }
}
