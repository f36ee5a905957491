package io.jiaxiao.contracts.risk;

import io.jiaxiao.kernel.Refusal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request of a {@link DecisionBatch}: one of the two.
 *
 * @param decision null when there is none
 * @param refusal  what the request alone would have been refused with; null when it was decided
 */
public record DecisionAnswer(@Nullable Decision decision, @Nullable Refusal refusal) {

    public static DecisionAnswer of(Decision decision) {
        return new DecisionAnswer(decision, null);
    }

    public static DecisionAnswer of(Refusal refusal) {
        return new DecisionAnswer(null, refusal);
    }

    /** @throws io.jiaxiao.kernel.RefusedException when there is none */
    public Decision orThrow() {
        if (refusal != null) {
            throw refusal.asException();
        }
        return Objects.requireNonNull(decision);
    }
}
