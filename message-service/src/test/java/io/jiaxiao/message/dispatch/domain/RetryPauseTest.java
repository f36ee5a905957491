package io.jiaxiao.message.dispatch.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.message.Lane;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPauseTest {

    @ParameterizedTest
    @CsvSource({
        "1, CODE, false, 1",
        "3, CODE, false, 4",
        "4, CODE, false, 8",
        "90, CODE, false, 8",
        "1, CODE, true, 1",
        "1, NOTICE, false, 1",
        "6, NOTICE, false, 32",
        "7, MARKETING, false, 60",
        "2147483647, NOTICE, false, 60",
        "1, TRANSACTIONAL, true, 30",
        "2, TRANSACTIONAL, true, 60",
        "40, TRANSACTIONAL, true, 600",
    })
    void pausesDoubleUpToABound(int attempt, Lane lane, boolean afterAlarm, long seconds) {
        assertThat(RetryPause.after(attempt, lane, afterAlarm)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
