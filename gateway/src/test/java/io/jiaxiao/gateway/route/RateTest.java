package io.jiaxiao.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @Test
    void twentyAMinute_isOneEveryThreeSeconds() {
        assertThat(Rate.of("20/1m")).isEqualTo(new Rate(20, Duration.ofMinutes(1)));
        assertThat(Rate.of("20/1m").microsBetween()).isEqualTo(3_000_000);
        assertThat(Rate.of(" 1000 / 500ms ").microsBetween()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "/1m", "20/", "x/1m", "0/1m", "-1/1m", "5/0s", "5/-1s", "10000000/1s"})
    void whatIsNoRate_isRefused(String text) {
        assertThatThrownBy(() -> Rate.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
