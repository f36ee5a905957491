package io.jiaxiao.mall.redemption.domain;

import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import java.util.List;

/** What of an order never arrives, told from its parcels. */
public final class Undelivered {

    private Undelivered() {}

    /**
     * How many pieces can be in the parcels that were turned away: not more than those hold, nor than the others that went out
     * leave.
     * Exact when the partner says what is in them; one that does not say may hold everything, and holds at least one.
     */
    public static int most(int quantity, List<Parcel> parcels) {
        int inTurnedAway = parcels.stream()
                .filter(parcel -> parcel.state().isTurnedAway())
                .mapToInt(parcel -> parcel.pieces() > 0 ? parcel.pieces() : quantity)
                .sum();
        int inOthers = parcels.stream()
                .filter(parcel -> parcel.state() == Parcel.State.SHIPPED || parcel.state() == Parcel.State.DELIVERED)
                .mapToInt(parcel -> Math.max(parcel.pieces(), 1))
                .sum();
        return Math.max(0, Math.min(inTurnedAway, quantity - inOthers));
    }
}
