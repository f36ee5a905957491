package io.jiaxiao.order.settlement.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a partner's file.
 *
 * @param place  in the file, from 0
 * @param number of the payment; of the carrier's order
 * @param part   of the refund; our number of the request at the carrier; empty for none
 * @param holder phone and product as our books name them; empty where money moved
 * @param done   whether it was carried out
 * @param fen    above zero in, below back; 0 where no money is concerned
 * @param at     when; null where the file does not say
 * @param endsAt the last moment of an order; null while it runs on
 */
public record FileLine(
        int place,
        String number,
        String part,
        String holder,
        Action action,
        boolean done,
        long fen,
        @Nullable Instant at,
        @Nullable Instant endsAt) {

    /** What the line tells of. */
    public enum Action {
        PAID,
        REFUNDED,
        SUBSCRIBE,
        UNSUBSCRIBE,
        EXPIRE,
        /** Something we do not know. */
        OTHER;

        public static Action of(String name) {
            for (Action action : values()) {
                if (action.name().equals(name)) {
                    return action;
                }
            }
            return OTHER;
        }

        public boolean isEnd() {
            return this == UNSUBSCRIBE || this == EXPIRE;
        }
    }
}
