package io.jiaxiao.mall.supply;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an order stands with its partner. */
public sealed interface SupplyStatus {

    /** Under way. @param partnerNumber null when the partner gives none */
    record Processing(@Nullable String partnerNumber, List<Parcel> parcels) implements SupplyStatus {}

    /**
     * Done: recharged, cards issued, or all parcels delivered.
     *
     * @param cards empty unless it was a card order
     */
    record Fulfilled(@Nullable String partnerNumber, long costFen, List<CardSecret> cards, List<Parcel> parcels)
            implements SupplyStatus {}

    /** Certainly failed, nothing was or will be charged. */
    record Failed(String code, String reason) implements SupplyStatus {}

    /**
     * The partner has no such number. It counts as "not ordered" only after the partner's safe waiting time; the channel itself
     * answers {@link Unknown} before that.
     */
    record NotFound() implements SupplyStatus {}

    /** It was done, and the partner took it back (状态 35 after success): a matter of its own, see {@link SupplyNotice}. */
    record Reversed(String code, String reason) implements SupplyStatus {}

    /** The partner could not be asked, or said nothing certain. */
    record Unknown(String code) implements SupplyStatus {}

    /**
     * One delivery of an order that may be split.
     *
     * @param number  the partner's number of the part
     * @param pieces  how many of what was ordered are in it; 0 when the partner does not say
     * @param waybill null until it is shipped
     * @param tracks  what happened to it, oldest first
     */
    record Parcel(
            String number,
            State state,
            int pieces,
            @Nullable String carrier,
            @Nullable String waybill,
            List<Track> tracks) {

        /** Where a parcel is. */
        public enum State {
            PREPARING,
            SHIPPED,
            DELIVERED,
            REFUSED_BY_RECEIVER,
            CANCELLED;

            /** Whether it never reaches the person: the partner keeps the goods and pays us back. */
            public boolean isTurnedAway() {
                return this == REFUSED_BY_RECEIVER || this == CANCELLED;
            }
        }
    }

    /** @param at as the partner wrote it, Beijing time made an instant */
    record Track(java.time.Instant at, String text) {}
}
