package io.jiaxiao.roster.enrolment.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** @param days how long the code is to be good; missing: as configured */
record JoinCodeRequest(
        @Nullable @Min(value = 1, message = "须为1至180") @Max(value = 180, message = "须为1至180") Integer days) {

    @Nullable
    Duration life() {
        return days == null ? null : Duration.ofDays(days);
    }
}
