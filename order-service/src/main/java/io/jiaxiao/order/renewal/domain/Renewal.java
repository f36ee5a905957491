package io.jiaxiao.order.renewal.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A renewal and how far it is. Counts are children; total = renewed + skipped + cancelled + those that wait.
 *
 * @param endingBy   renewed is what is paid through this day or less
 * @param settlement by what the money is settled outside, in the operator's words
 * @param operator   who wanted it
 * @param total      0 until all children are listed
 * @param renewed    whose subscription goes on
 * @param skipped    who were left as they are, each for a reason
 * @param cancelled  who were not reached before an operator ended it
 * @param startedAt  when all were listed; null before
 * @param finishedAt null until its end
 */
public record Renewal(
        long id,
        String planCode,
        LocalDate endingBy,
        String settlement,
        String reason,
        String operator,
        RenewalState state,
        int total,
        int renewed,
        int skipped,
        int cancelled,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
