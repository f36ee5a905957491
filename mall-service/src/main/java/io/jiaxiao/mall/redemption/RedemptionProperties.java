package io.jiaxiao.mall.redemption;

import io.jiaxiao.mall.redemption.domain.Pause;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How orders are driven. Deadlines are our own rules of operation: no partner document states any.
 *
 * @param sweepEvery    how often orders are looked for that no event brings
 * @param eventGrace    how long an accepted order is left to its event before a sweep takes it
 * @param lease         how long a worker may be silent over a call or a question; longer than any channel's own deadline
 * @param atOnce        calls one instance has open to one channel at most
 * @param rush          when people who wait for an answer go before supplying
 * @param retry         pauses between calls that were refused for now
 * @param mostTries     calls that were refused for now before it counts as refused
 * @param soldOutTries  the same for what the partner has none of for now: with the pauses above they take 15 seconds, and then
 *     the points go back like after a refusal for good
 * @param onRefused     what becomes of an order that is refused for good
 * @param onExhausted   what becomes of one that was refused for now too often
 * @param askUnknown    pauses between questions about an order nobody knows of, and at most after a question nobody answered
 * @param askQuick      pauses between questions about a card or a recharge under way
 * @param askGoods      pauses between questions about goods under way
 * @param unknownWithin after so long an unknown order is handed to people; it is asked for on and on
 * @param quickWithin   the same for a card or a recharge the channel has
 * @param goodsWithin   the same for goods that are not shipped
 * @param shippedWithin the same for goods on their way
 * @param reversalLimit points a reversal gives back by itself; above, an operator confirms
 * @param returnWithin  how long after fulfilment goods may be sent back
 * @param watchEvery    how often channels are asked for our balance
 * @param lowBalanceFen below it people are alarmed, in fen
 * @param riskPatience  how long a wish waits for risk's decision: for the call under way and its own
 * @param degraded      what is let through without the risk service
 */
@ConfigurationProperties("jiaxiao.redemption")
public record RedemptionProperties(
        @DefaultValue("1s") Duration sweepEvery,
        @DefaultValue("5s") Duration eventGrace,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("32") int atOnce,
        @DefaultValue Rush rush,
        @DefaultValue Retry retry,
        @DefaultValue("8") int mostTries,
        @DefaultValue("3") int soldOutTries,
        @DefaultValue("REFUND") WhenRefused onRefused,
        @DefaultValue("PERSON") WhenRefused onExhausted,
        @DefaultValue Unknown askUnknown,
        @DefaultValue Quick askQuick,
        @DefaultValue Goods askGoods,
        @DefaultValue("2h") Duration unknownWithin,
        @DefaultValue("24h") Duration quickWithin,
        @DefaultValue("7d") Duration goodsWithin,
        @DefaultValue("30d") Duration shippedWithin,
        @DefaultValue("5000") long reversalLimit,
        @DefaultValue("7d") Duration returnWithin,
        @DefaultValue("1m") Duration watchEvery,
        @DefaultValue("100000") long lowBalanceFen,
        @DefaultValue("600ms") Duration riskPatience,
        @DefaultValue Degraded degraded) {

    /**
     * A rush is on while one instance is asked for so many orders a second, or half as many again in a fifth of one.
     *
     * @param from      orders a second; what two cores accept and supply at the same time
     * @param toChannel what each channel is given to do a second meanwhile; at least 1, so that nothing stands still
     */
    public record Rush(@DefaultValue("50") int from, @DefaultValue("2") int toChannel) {
        public Rush {
            if (from < 1 || toChannel < 1) {
                throw new IllegalArgumentException("jiaxiao.redemption.rush: from and to-channel must be at least 1");
            }
        }
    }

    /** Who decides about an order no channel supplies. */
    public enum WhenRefused {
        /** The points go back at once. */
        REFUND,
        /** An operator chooses between another channel and a refund. */
        PERSON
    }

    /** Pauses between calls. */
    public record Retry(@DefaultValue("5s") Duration first, @DefaultValue("10m") Duration longest) {
        Pause pause() {
            return new Pause(first, longest);
        }
    }

    /** Pauses between questions about what nobody knows. */
    public record Unknown(@DefaultValue("2s") Duration first, @DefaultValue("5m") Duration longest) {
        Pause pause() {
            return new Pause(first, longest);
        }
    }

    /** Pauses between questions about cards and recharges. */
    public record Quick(@DefaultValue("2s") Duration first, @DefaultValue("5m") Duration longest) {
        Pause pause() {
            return new Pause(first, longest);
        }
    }

    /** Pauses between questions about goods. */
    public record Goods(@DefaultValue("1m") Duration first, @DefaultValue("2h") Duration longest) {
        Pause pause() {
            return new Pause(first, longest);
        }
    }

    /**
     * Our own limits while the risk service is away.
     *
     * @param mostPoints points of one order
     * @param dayOrders  orders of a person and business day
     * @param dayPoints  points of a person and business day
     */
    public record Degraded(
            @DefaultValue("5000") long mostPoints,
            @DefaultValue("5") int dayOrders,
            @DefaultValue("10000") long dayPoints) {}
}
