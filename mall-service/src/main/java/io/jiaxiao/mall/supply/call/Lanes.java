package io.jiaxiao.mall.supply.call;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.starter.partner.PartnerGate;

/** The two ways to a supply channel: a flood of questions never takes the places of orders, nor the other way round. */
public final class Lanes {

    public static final String ORDER = "order";

    /** For calls that change nothing. */
    public static final String QUESTION = "question";

    private Lanes() {}

    /** Configured under {@code supply-<channel>}. */
    public static PartnerGate gate(
            String channel, CircuitBreakerRegistry circuits, BulkheadRegistry places, RateLimiterRegistry rates) {
        return new PartnerGate("supply-" + channel, circuits, places, rates);
    }
}
