package io.jiaxiao.order.burst.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstRuleTest {

    private final BurstRule rule = new BurstRule(Duration.ofMinutes(30), Duration.ofDays(28), 8, 5);

    @ParameterizedTest
    @CsvSource({
        // cancellations of four weeks, as many in half an hour are a burst
        "0, 8",
        "100, 8",
        "2150, 8",
        "2151, 9",
        "13440, 50"
    })
    void aSchoolThatLosesManyAnywayNeedsMore_andNoneFewerThanTheMinimum(int before, int threshold) {
        assertThat(rule.threshold(rule.usual(before))).isEqualTo(threshold);
    }

    @Test
    void itLastsUntilFewerThanHalfAreLeft() {
        assertThat(BurstRule.lasts(8, 8)).isTrue();
        assertThat(BurstRule.lasts(4, 8)).isTrue();
        assertThat(BurstRule.lasts(3, 8)).isFalse();
        assertThat(BurstRule.lasts(4, 9)).isFalse();
        assertThat(BurstRule.lasts(0, 1)).isFalse();
    }

    @Test
    void aRuleThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new BurstRule(Duration.ZERO, Duration.ofDays(1), 8, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BurstRule(Duration.ofDays(2), Duration.ofDays(1), 8, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BurstRule(Duration.ofMinutes(1), Duration.ofDays(1), 0, 5))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
