package io.jiaxiao.message.lifecycle.domain;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where a message is. The table below is the whole truth about its moves; every update in the store names the states it
 * leaves, and takes them from here.
 */
public enum MessageState {
    /** Stored; nobody has tried to send it. */
    ACCEPTED,
    /** Every try so far was refused for certain; it will be tried again. */
    RETRY,
    /** An attempt is open: it may or may not have left the house. */
    SENDING,
    /** A channel has taken it. */
    SUBMITTED,
    /** Nobody can say whether the channel has taken it. Never sent again; only a report can move it. */
    UNKNOWN,
    /** The phone has it. */
    DELIVERED,
    /** It will never arrive. */
    FAILED,
    /** Its life ended before any channel took it, or a newer code made it worthless. */
    EXPIRED;

    private static final Map<MessageState, Set<MessageState>> MOVES = new EnumMap<>(MessageState.class);

    static {
        MOVES.put(ACCEPTED, EnumSet.of(SENDING, EXPIRED));
        MOVES.put(RETRY, EnumSet.of(SENDING, EXPIRED));
        MOVES.put(SENDING, EnumSet.of(SUBMITTED, RETRY, UNKNOWN, FAILED));
        // The answer of a slow attempt may come after it was given up as unknown: then it is known after all.
        MOVES.put(UNKNOWN, EnumSet.of(SUBMITTED, RETRY, DELIVERED, FAILED));
        MOVES.put(SUBMITTED, EnumSet.of(DELIVERED, FAILED));
        // Reports can contradict each other. A phone that has the text has it, whatever was said before.
        MOVES.put(FAILED, EnumSet.of(DELIVERED));
        MOVES.put(DELIVERED, EnumSet.noneOf(MessageState.class));
        // Only definite refusals lead here, so no report can belong to it.
        MOVES.put(EXPIRED, EnumSet.noneOf(MessageState.class));
    }

    public boolean canBecome(MessageState next) {
        return movesFrom(this).contains(next);
    }

    /** Told to the sender as the end. FAILED is one, though a contradicting report can still correct it. */
    public boolean isConclusion() {
        return this == DELIVERED || this == FAILED || this == EXPIRED;
    }

    /** Whether a channel may still be called for it. */
    public boolean isWaiting() {
        return canBecome(SENDING);
    }

    /** The states a message can be waiting in. */
    public static Set<MessageState> waiting() {
        return before(SENDING);
    }

    /** All states that may become this one. */
    public static Set<MessageState> before(MessageState next) {
        Set<MessageState> before = EnumSet.noneOf(MessageState.class);
        for (MessageState state : values()) {
            if (state.canBecome(next)) {
                before.add(state);
            }
        }
        return before;
    }

    private static Set<MessageState> movesFrom(MessageState state) {
        Set<MessageState> moves = MOVES.get(state);
        return moves == null ? Set.of() : moves;
    }
}
