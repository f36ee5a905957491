package io.jiaxiao.mall.redemption.domain;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What changes about an order.
 *
 * @param reason    stable code of why it is in its state; empty for the usual way
 * @param route     from whom it is ordered
 * @param sends     how many numbers it has had; the present one is made from it
 * @param tries     calls under the present number
 * @param looks     questions to the channel since the state was entered
 * @param attention why a person has to look at it; null for no reason
 * @param reviewDue it was let through without the risk service, and nobody has looked at it yet
 * @param dueAt     when somebody has to act on it next; null for never
 * @param version   counts every change
 */
public record Progress(
        RedemptionState state,
        Instant stateAt,
        String reason,
        Route route,
        int sends,
        int tries,
        int looks,
        @Nullable String attention,
        boolean reviewDue,
        @Nullable Instant dueAt,
        @Nullable Instant fulfilledAt,
        int returnedQuantity,
        long returnedPoints,
        int version) {

    /**
     * @param sku     the channel's own product number
     * @param costFen what we expect to pay for one, in fen
     */
    public record Route(String channel, String sku, long costFen) {}

    /** Of an order that is new: its first number, no call yet. */
    static Progress first(
            RedemptionState state, Route route, boolean reviewDue, Instant acceptedAt, @Nullable Instant dueAt) {
        return new Progress(state, acceptedAt, "", route, 1, 0, 0, null, reviewDue, dueAt, null, 0, 0, 0);
    }

    /** @throws IllegalStateException for a move that is not in the table: the caller has not looked */
    public Progress become(RedemptionState next, String why, Instant now, @Nullable Instant due) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException(state + " never becomes " + next);
        }
        return with(draft -> {
            draft.state = next;
            draft.stateAt = now;
            draft.reason = why;
            draft.looks = 0;
            draft.dueAt = due;
            if (next == RedemptionState.FULFILLED) {
                draft.fulfilledAt = now;
            }
        });
    }

    public Progress due(@Nullable Instant at) {
        return with(draft -> draft.dueAt = at);
    }

    /** One more call under the present number. */
    public Progress tried() {
        return with(draft -> draft.tries++);
    }

    public Progress looked(@Nullable Instant next) {
        return with(draft -> {
            draft.looks++;
            draft.dueAt = next;
        });
    }

    /** A new number, at this or another channel. */
    public Progress rerouted(Route other) {
        return with(draft -> {
            draft.route = other;
            draft.sends++;
            draft.tries = 0;
            draft.attention = null;
        });
    }

    public Progress needs(@Nullable String attentionFor) {
        return with(draft -> draft.attention = attentionFor);
    }

    public Progress reviewed() {
        return with(draft -> draft.reviewDue = false);
    }

    /** Items promised to a return (negative when it was turned down) and points that have really come back. */
    public Progress returned(int quantity, long points) {
        return with(draft -> {
            draft.returnedQuantity += quantity;
            draft.returnedPoints += points;
        });
    }

    /** This, with what the change sets; the version is the store's to count. */
    private Progress with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /** The one place that knows every component, so that each change above names only its own. */
    private static final class Draft {

        private RedemptionState state;
        private Instant stateAt;
        private String reason;
        private Route route;
        private int sends;
        private int tries;
        private int looks;
        private @Nullable String attention;
        private boolean reviewDue;
        private @Nullable Instant dueAt;
        private @Nullable Instant fulfilledAt;
        private int returnedQuantity;
        private long returnedPoints;
        private final int version;

        Draft(Progress from) {
            state = from.state;
            stateAt = from.stateAt;
            reason = from.reason;
            route = from.route;
            sends = from.sends;
            tries = from.tries;
            looks = from.looks;
            attention = from.attention;
            reviewDue = from.reviewDue;
            dueAt = from.dueAt;
            fulfilledAt = from.fulfilledAt;
            returnedQuantity = from.returnedQuantity;
            returnedPoints = from.returnedPoints;
            version = from.version;
        }

        Progress done() {
            return new Progress(
                    state,
                    stateAt,
                    reason,
                    route,
                    sends,
                    tries,
                    looks,
                    attention,
                    reviewDue,
                    dueAt,
                    fulfilledAt,
                    returnedQuantity,
                    returnedPoints,
                    version);
        }
    }
}
