package io.jiaxiao.mall.redemption.domain;

import io.jiaxiao.mall.catalogue.Offer;
import java.time.Instant;

/**
 * An order as it stands. Where it goes is read apart, by whoever has to send it there.
 *
 * @param id       also the number of its hold
 * @param points   in all, held or spent
 * @param faceFen  face value of a card or recharge in fen; 0 for goods
 * @param verdict  what risk said
 */
public record Redemption(
        long id,
        long personId,
        long skuId,
        Offer.Kind kind,
        String name,
        int quantity,
        long points,
        long faceFen,
        RiskVerdict verdict,
        Instant acceptedAt,
        Progress progress) {

    public RedemptionState state() {
        return progress.state();
    }

    public String channel() {
        return progress.route().channel();
    }

    /** The number under which the channel has it, or will: unique for ever, at most 32 letters and digits. */
    public String supplyNumber() {
        return progress.sends() == 1 ? Long.toString(id) : id + "R" + progress.sends();
    }

    /** The points of so many of its items. */
    public long pointsOf(int items) {
        return points / quantity * items;
    }
}
