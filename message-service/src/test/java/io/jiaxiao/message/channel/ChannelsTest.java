package io.jiaxiao.message.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.message.channel.Submission.Again;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelsTest {

    private static final OutgoingSms SMS = new OutgoingSms(new Mobile("13800000000"), "你好", null, List.of());

    private final CircuitBreakerRegistry circuits = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .minimumNumberOfCalls(4)
            .slidingWindowSize(4)
            .waitDurationInOpenState(Duration.ofHours(1))
            .permittedNumberOfCallsInHalfOpenState(1)
            .build());
    private final BulkheadRegistry places = BulkheadRegistry.of(BulkheadConfig.custom()
            .maxConcurrentCalls(2)
            .maxWaitDuration(Duration.ZERO)
            .build());

    private final MeterRegistry meters = new SimpleMeterRegistry();

    private Channels channels(int perHour, SmsChannel... channels) {
        var rates = RateLimiterRegistry.of(RateLimiterConfig.custom()
                .limitForPeriod(perHour)
                .limitRefreshPeriod(Duration.ofHours(1))
                .timeoutDuration(Duration.ZERO)
                .build());
        return new Channels(List.of(channels), circuits, places, rates, meters);
    }

    /** A channel that always answers the same. */
    private record Always(String name, Submission answer) implements SmsChannel {
        @Override
        public Submission submit(OutgoingSms sms) {
            return answer;
        }

        @Override
        public String reason(String code) {
            return name + " says " + code;
        }
    }

    private static Optional<Submission> send(Channels channels, Lane lane) {
        Optional<Pass> entered = channels.enter(lane);
        try (Pass pass = entered.orElse(null)) {
            return entered.map(ignored -> pass.submit(SMS));
        }
    }

    @Test
    void unknownFatesAndBusyAnswers_openTheCircuit() {
        for (Submission trouble :
                new Submission[] {new Submission.Unknown("NO_ANSWER"), new Submission.Refused("SystemBusy", Again.SOON)
                }) {
            circuits.circuitBreaker("sms-one-code").reset();
            Channels channels = channels(100, new Always("one", trouble));
            for (int i = 0; i < 4; i++) {
                assertThat(send(channels, Lane.CODE)).isPresent();
            }
            assertThat(send(channels, Lane.CODE)).isEmpty();
        }
    }

    @Test
    void refusedMessagesEmptyBalancesAndOurOwnHaste_neverOpenTheCircuit() {
        for (Again again : new Again[] {Again.NEVER, Again.AFTER_ALARM, Again.SLOWER}) {
            Channels channels = channels(1000, new Always("one", new Submission.Refused("X", again)));
            for (int i = 0; i < 50; i++) {
                assertThat(send(channels, Lane.NOTICE)).isPresent();
            }
        }
        assertThat(circuits.circuitBreaker("sms-one-bulk").getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void bulkNeverTakesThePlacesOfCodes() {
        Channels channels = channels(100, new Always("one", new Submission.Accepted("b")));
        List<Pass> held = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            held.add(channels.enter(Lane.MARKETING).orElseThrow());
        }
        assertThat(channels.enter(Lane.NOTICE)).isEmpty();
        assertThat(send(channels, Lane.CODE)).contains(new Submission.Accepted("b"));
        held.forEach(Pass::close);
        assertThat(send(channels, Lane.NOTICE)).isPresent();
    }

    @Test
    void bulkNeverTakesTheRateOfCodes() {
        Channels channels = channels(3, new Always("one", new Submission.Accepted("b")));
        for (int i = 0; i < 3; i++) {
            assertThat(send(channels, Lane.NOTICE)).isPresent();
        }
        assertThat(send(channels, Lane.NOTICE)).isEmpty();
        assertThat(send(channels, Lane.CODE)).isPresent();
    }

    @Test
    void bulkInTroubleNeverClosesTheWayOfCodes() {
        Channels channels = channels(100, new Always("one", new Submission.Unknown("NO_ANSWER")));
        for (int i = 0; i < 4; i++) {
            assertThat(send(channels, Lane.NOTICE)).isPresent();
        }
        assertThat(send(channels, Lane.NOTICE)).isEmpty();
        assertThat(send(channels, Lane.CODE)).isPresent();
    }

    @Test
    void bulkNeverTakesTheProbesOfCodes() {
        Channels channels = channels(100, new Always("one", new Submission.Accepted("b")));
        for (String line : List.of("sms-one-code", "sms-one-bulk")) {
            circuits.circuitBreaker(line).transitionToOpenState();
            circuits.circuitBreaker(line).transitionToHalfOpenState();
        }
        try (Pass probe = channels.enter(Lane.MARKETING).orElseThrow()) {
            assertThat(channels.enter(Lane.NOTICE)).isEmpty();
            assertThat(send(channels, Lane.CODE)).isPresent();
            assertThat(probe.channel()).isEqualTo("one");
        }
    }

    @Test
    void everyTurnOfACircuitIsCounted() {
        Channels channels = channels(100, new Always("one", new Submission.Unknown("NO_ANSWER")));
        for (int i = 0; i < 4; i++) {
            send(channels, Lane.CODE);
        }
        circuits.circuitBreaker("sms-one-code").transitionToHalfOpenState();
        assertThat(turns("code", "OPEN")).isEqualTo(1);
        assertThat(turns("code", "HALF_OPEN")).isEqualTo(1);
        assertThat(turns("bulk", "OPEN")).isZero();
    }

    private double turns(String line, String to) {
        return meters.counter("jiaxiao.channel.circuit", "channel", "one", "line", line, "to", to)
                .count();
    }

    @Test
    void aPassThatIsNotUsed_givesBackAllItHeld() {
        Channels channels = channels(100, new Always("one", new Submission.Accepted("b")));
        for (int i = 0; i < 10; i++) {
            channels.enter(Lane.CODE).orElseThrow().close();
        }
        // In a half-open circuit the one permission would be lost for ever, had it not been given back.
        circuits.circuitBreaker("sms-one-code").transitionToOpenState();
        circuits.circuitBreaker("sms-one-code").transitionToHalfOpenState();
        channels.enter(Lane.CODE).orElseThrow().close();
        assertThat(send(channels, Lane.CODE)).isPresent();
    }

    @Test
    void theSecondChannelIsAskedWhenTheFirstMayNotBeCalled() {
        Channels channels = channels(
                100,
                new Always("one", new Submission.Accepted("first")),
                new Always("two", new Submission.Accepted("second")));
        assertThat(send(channels, Lane.CODE)).contains(new Submission.Accepted("first"));
        circuits.circuitBreaker("sms-one-code").transitionToOpenState();
        assertThat(send(channels, Lane.CODE)).contains(new Submission.Accepted("second"));
    }

    @Test
    void aCodeIsExplainedByTheChannelItCameFrom() {
        Channels channels = channels(1, new Always("one", new Submission.Accepted("b")));
        assertThat(channels.reason("one", "X")).isEqualTo("one says X");
        assertThat(channels.reason("gone", "X")).isEqualTo("X");
    }
}
