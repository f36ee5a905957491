package io.jiaxiao.message.receipt.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Mobile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PendingReportTest {

    @ParameterizedTest
    @CsvSource({"0,1", "1,2", "6,64", "7,120", "30000,120"})
    void looksGetRarerUpToABound(int looks, long seconds) {
        assertThat(new DueReport(1, looks).pause()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"UNDELIV, MK:0024, MK:0024", "UNDELIV, '', UNDELIV", "EXPIRED, CM:0000, EXPIRED"})
    void theMostTellingCodeIsToldOn(String status, String errorCode, String told) {
        var report = new DeliveryReport(
                "mas", "b", new Mobile("13800000000"), false, status, errorCode, Instant.EPOCH, Instant.EPOCH);
        assertThat(report.failureCode()).isEqualTo(told);
    }
}
