package io.jiaxiao.message.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.jiaxiao.message.fixture.MessageFixture;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the service is delivered with. */
class ChannelSettingsIT extends MessageFixture {

    /** {@code jiaxiao.mas.connect} and {@code read} as delivered; the tests' own are shorter. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @Autowired
    private CircuitBreakerRegistry registry;

    @ParameterizedTest
    @ValueSource(strings = {"sms-mas-code", "sms-mas-bulk"})
    void aChannelIsSlowOnlyNearItsDeadline(String line) {
        assertThat(registry.circuitBreaker(line).getCircuitBreakerConfig().getSlowCallDurationThreshold())
                .isGreaterThanOrEqualTo(DEADLINE.multipliedBy(7).dividedBy(10))
                .isLessThan(DEADLINE);
    }
}
