package io.jiaxiao.order.settlement.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day of a channel.
 *
 * @param tries      how often it was looked at since its file came, or since a person asked for it
 * @param lateTold   whether people were told that the file is late
 * @param lastCode   why there is no file; empty where there is one
 * @param comparedAt null before its file came
 */
public record Settlement(
        Channel channel,
        LocalDate day,
        SettlementState state,
        Side theirs,
        Side ours,
        int openDifferences,
        int tries,
        boolean lateTold,
        String lastCode,
        @Nullable Instant comparedAt) {}
