package io.jiaxiao.starter.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PartnerGateTest {

    private final AtomicInteger calls = new AtomicInteger();

    private PartnerGate gate(String channel, int perHour) {
        return new PartnerGate(channel, circuits, places, rates(perHour));
    }

    private final CircuitBreakerRegistry circuits = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .minimumNumberOfCalls(4)
            .slidingWindowSize(4)
            .waitDurationInOpenState(Duration.ofHours(1))
            .build());
    private final BulkheadRegistry places = BulkheadRegistry.of(BulkheadConfig.custom()
            .maxConcurrentCalls(1)
            .maxWaitDuration(Duration.ZERO)
            .build());

    private static RateLimiterRegistry rates(int perHour) {
        return RateLimiterRegistry.of(RateLimiterConfig.custom()
                .limitForPeriod(perHour)
                .limitRefreshPeriod(Duration.ofHours(1))
                .timeoutDuration(Duration.ZERO)
                .build());
    }

    private String order(PartnerGate gate, String answer) {
        return gate.through(
                "order",
                () -> {
                    calls.incrementAndGet();
                    return answer;
                },
                "trouble"::equals,
                "closed");
    }

    @Test
    void trouble_closesTheGate_andTheOtherChannelDoesNotNotice() {
        PartnerGate one = gate("one", 100);
        for (int i = 0; i < 4; i++) {
            assertThat(order(one, "trouble")).isEqualTo("trouble");
        }
        assertThat(order(one, "fine")).isEqualTo("closed");
        assertThat(calls).hasValue(4);
        assertThat(order(gate("other", 100), "fine")).isEqualTo("fine");
    }

    @Test
    void refusedOrders_neverCloseIt() {
        PartnerGate gate = gate("one", 100);
        for (int i = 0; i < 20; i++) {
            assertThat(order(gate, "refused")).isEqualTo("refused");
        }
    }

    @Test
    void aFullLane_closesOnlyItself() {
        PartnerGate gate = gate("one", 100);
        String within = gate.through(
                "order",
                () -> order(gate, "second") + " "
                        + gate.through("question", () -> "asked", "trouble"::equals, "closed"),
                "trouble"::equals,
                "closed");
        assertThat(within).isEqualTo("closed asked");
        assertThat(order(gate, "free again")).isEqualTo("free again");
    }

    @Test
    void theRate_isKept() {
        PartnerGate gate = gate("one", 2);
        assertThat(order(gate, "1")).isEqualTo("1");
        assertThat(order(gate, "2")).isEqualTo("2");
        assertThat(order(gate, "3")).isEqualTo("closed");
    }
}
