package io.jiaxiao.contracts.risk;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is about to happen, and who wants it. Carries no personal data: a number travels as its blind index.
 *
 * @param eventId     the caller's own number for it, e.g. the order id; the same id with the same facts gets the same
 *                    decision and is counted once
 * @param personId    who wants it
 * @param device      the app's or browser's device id; null when unknown
 * @param mobileIndex blind index of the number it concerns (a recharged phone, a receiver); null when there is none
 * @param ip          address as the gateway saw it; null when unknown
 * @param schoolId    null when unknown
 * @param facts       what rules may look at beyond these, e.g. {@code points}, {@code quantity}, {@code channel},
 *                    {@code category}; values are whole numbers, texts or booleans
 * @param at          when it happens
 */
public record DecisionRequest(
        @NotNull @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}") String eventId,
        @NotNull Scene scene,
        @NotBlank @Size(max = 32) String personId,
        @Nullable @Size(max = 64) String device,
        @Nullable @Size(max = 64) String mobileIndex,
        @Nullable @Size(max = 45) String ip,
        @Nullable @Size(max = 32) String schoolId,
        @NotNull @Size(max = 32) Map<@Size(max = 32) String, @NotNull Object> facts,
        @NotNull Instant at) {}
