package io.jiaxiao.mall.points.store;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.points.LedgerRefusal;
import io.jiaxiao.mall.points.LotShare;
import io.jiaxiao.mall.points.domain.CommandKey;
import io.jiaxiao.mall.points.domain.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is kept under its key. What is stored elsewhere anyway, the lots of a hold, is not kept twice.
 *
 * @param outcome which kind of answer
 */
public record StoredAnswer(
        CommandKey key,
        String outcome,
        long firstId,
        long secondId,
        long points,
        @Nullable String code,
        @Nullable String detail) {

    private static final String GRANTED = "GRANTED";
    private static final String CAPPED = "CAPPED";
    private static final String HELD = "HELD";
    private static final String SETTLED = "SETTLED";
    private static final String REVERSED = "REVERSED";
    private static final String DEBITED = "DEBITED";
    private static final String REFUSED = "REFUSED";
    private static final String COMPANION = "COMPANION";

    static StoredAnswer of(CommandKey key, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Granted(long transfer, long lot, long points) ->
                new StoredAnswer(key, GRANTED, transfer, lot, points, null, null);
            case Outcome.Capped() -> new StoredAnswer(key, CAPPED, 0, 0, 0, null, null);
            case Outcome.Held(long hold, List<LotShare> lots) ->
                new StoredAnswer(key, HELD, hold, 0, sum(lots), null, null);
            case Outcome.Settled(long hold, long points) -> new StoredAnswer(key, SETTLED, hold, 0, points, null, null);
            case Outcome.Reversed(long transfer, long points) ->
                new StoredAnswer(key, REVERSED, transfer, 0, points, null, null);
            case Outcome.Debited(long transfer, long points) ->
                new StoredAnswer(key, DEBITED, transfer, 0, points, null, null);
            case Outcome.Refused(LedgerRefusal reason, long available) ->
                new StoredAnswer(key, REFUSED, 0, 0, available, reason.name(), null);
            case Outcome.CompanionRefused(Refusal refusal) ->
                new StoredAnswer(key, COMPANION, 0, 0, 0, refusal.kind() + ":" + refusal.code(), refusal.detail());
            case Outcome.Expired expired -> throw new IllegalArgumentException("not kept under a key: " + expired);
        };
    }

    /** The hold that has to be loaded before {@link #outcome(LongFunction)} is asked; null for none. */
    public @Nullable Long hold() {
        return outcome.equals(HELD) ? firstId : null;
    }

    /** @param lotsOf which lots pay for a hold */
    public Outcome outcome(LongFunction<List<LotShare>> lotsOf) {
        return switch (outcome) {
            case GRANTED -> new Outcome.Granted(firstId, secondId, points);
            case CAPPED -> new Outcome.Capped();
            case HELD -> new Outcome.Held(firstId, lotsOf.apply(firstId));
            case SETTLED -> new Outcome.Settled(firstId, points);
            case REVERSED -> new Outcome.Reversed(firstId, points);
            case DEBITED -> new Outcome.Debited(firstId, points);
            case REFUSED -> new Outcome.Refused(LedgerRefusal.valueOf(known(code)), points);
            case COMPANION -> new Outcome.CompanionRefused(refusal(known(code)));
            default -> throw new IllegalStateException("key " + key.name() + " has an unknown answer " + outcome);
        };
    }

    private Refusal refusal(String kindAndCode) {
        int colon = kindAndCode.indexOf(':');
        return new Refusal(
                Refusal.Kind.valueOf(kindAndCode.substring(0, colon)), kindAndCode.substring(colon + 1), known(detail));
    }

    private String known(@Nullable String text) {
        return Objects.requireNonNull(text, () -> "the answer to " + key.name() + " is incomplete");
    }

    private static long sum(List<LotShare> lots) {
        return lots.stream().mapToLong(LotShare::points).sum();
    }
}
