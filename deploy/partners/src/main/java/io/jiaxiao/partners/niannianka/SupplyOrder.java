package io.jiaxiao.partners.niannianka;

import io.jiaxiao.partners.recharge.Fate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as the partner has it at one moment.
 *
 * @param id the partner's number
 * @param finished null until the end
 */
record SupplyOrder(String id, Purchase purchase, State state, Instant created, @Nullable Instant finished, Fate fate) {

    /** As on the wire; the list is INFERRED (partners.md 6.2). */
    enum State {
        untreated,
        processing,
        success,
        failed;

        boolean isEnd() {
            return this == success || this == failed;
        }
    }

    SupplyOrder inState(State next, Instant at) {
        return new SupplyOrder(id, purchase, next, created, next.isEnd() ? at : null, fate);
    }
}
