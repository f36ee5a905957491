package io.jiaxiao.mall.redemption.domain;

import java.time.Instant;
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

    /** @throws IllegalStateException for a move that is not in the table: the caller has not looked */
    public Progress become(RedemptionState next, String why, Instant now, @Nullable Instant due) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException(state + " never becomes " + next);
        }
        Instant fulfilled = next == RedemptionState.FULFILLED ? now : fulfilledAt;
        return new Progress(
                next,
                now,
                why,
                route,
                sends,
                tries,
                0,
                attention,
                reviewDue,
                due,
                fulfilled,
                returnedQuantity,
                returnedPoints,
                version);
    }

    public Progress due(@Nullable Instant at) {
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
                at,
                fulfilledAt,
                returnedQuantity,
                returnedPoints,
                version);
    }

    /** One more call under the present number. */
    public Progress tried() {
        return new Progress(
                state,
                stateAt,
                reason,
                route,
                sends,
                tries + 1,
                looks,
                attention,
                reviewDue,
                dueAt,
                fulfilledAt,
                returnedQuantity,
                returnedPoints,
                version);
    }

    public Progress looked(@Nullable Instant next) {
        return new Progress(
                state,
                stateAt,
                reason,
                route,
                sends,
                tries,
                looks + 1,
                attention,
                reviewDue,
                next,
                fulfilledAt,
                returnedQuantity,
                returnedPoints,
                version);
    }

    /** A new number, at this or another channel. */
    public Progress rerouted(Route other) {
        return new Progress(
                state,
                stateAt,
                reason,
                other,
                sends + 1,
                0,
                looks,
                null,
                reviewDue,
                dueAt,
                fulfilledAt,
                returnedQuantity,
                returnedPoints,
                version);
    }

    public Progress needs(@Nullable String attentionFor) {
        return new Progress(
                state,
                stateAt,
                reason,
                route,
                sends,
                tries,
                looks,
                attentionFor,
                reviewDue,
                dueAt,
                fulfilledAt,
                returnedQuantity,
                returnedPoints,
                version);
    }

    public Progress reviewed() {
        return new Progress(
                state,
                stateAt,
                reason,
                route,
                sends,
                tries,
                looks,
                attention,
                false,
                dueAt,
                fulfilledAt,
                returnedQuantity,
                returnedPoints,
                version);
    }

    /** Items promised to a return (negative when it was turned down) and points that have really come back. */
    public Progress returned(int quantity, long points) {
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
                returnedQuantity + quantity,
                returnedPoints + points,
                version);
    }
}
