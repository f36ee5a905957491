package io.jiaxiao.mall.campaign.domain;

import java.time.Instant;

/**
 * @param perPersonLimit 0 for any number
 * @param units          in all
 * @param available      not ordered, as of when it was read
 * @param returned       unsold ones that went back to the SKU
 * @param startsAt       inclusive
 * @param endsAt         exclusive; orders of those admitted before may come later
 * @param admissionKey   signs admissions; never shown
 */
public record FlashSale(
        long id,
        long skuId,
        String name,
        long pointsPrice,
        int perPersonLimit,
        long units,
        long available,
        long returned,
        Instant startsAt,
        Instant endsAt,
        State state,
        String admissionKey) {

    /** Whether it still holds units. */
    public enum State {
        OPEN,
        CLOSED
    }

    public boolean begun(Instant now) {
        return !now.isBefore(startsAt);
    }

    public boolean over(Instant now) {
        return state == State.CLOSED || !now.isBefore(endsAt);
    }

    @Override
    public String toString() {
        return "FlashSale[id=" + id + ", skuId=" + skuId + ", units=" + units + ", available=" + available + ", state="
                + state + "]";
    }
}
