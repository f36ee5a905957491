package io.jiaxiao.mall.points.domain;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.mall.points.HoldCompanion;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One move of points as the ledger's writer takes it. */
public sealed interface LedgerCommand {

    /** Null where the command is safe to repeat without one. */
    @Nullable
    CommandKey key();

    /**
     * A new lot.
     *
     * @param from ISSUED for what was earned, ADJUSTED for what an operator gives
     * @param cap  null for no limit; with one, less than {@code points} may be granted
     */
    record Grant(
            CommandKey key,
            long personId,
            ProductLine line,
            String event,
            long points,
            Instant expiresAt,
            SystemAccount from,
            @Nullable DailyCap cap)
            implements LedgerCommand {}

    /** At most so many points by this event on this business day. */
    record DailyCap(LocalDate day, long most) {}

    record Hold(
            CommandKey key,
            long holdId,
            long personId,
            long points,
            String purpose,
            HoldCompanion.@Nullable Payload companion)
            implements LedgerCommand {}

    /** @param to POSTED or RELEASED */
    record Settle(CommandKey key, long holdId, HoldState to, String reason) implements LedgerCommand {}

    record Reverse(CommandKey key, long holdId, long points, String reason) implements LedgerCommand {}

    /** An operator takes points; also from a frozen account. */
    record Debit(CommandKey key, long personId, long points, String reason) implements LedgerCommand {}

    /** Ends the lots whose time has come. */
    record Expire(long personId) implements LedgerCommand {

        @Override
        public @Nullable CommandKey key() {
            return null;
        }
    }
}
