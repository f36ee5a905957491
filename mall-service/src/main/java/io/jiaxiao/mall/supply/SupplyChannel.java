package io.jiaxiao.mall.supply;

/**
 * One way to get what a person redeemed. Calls keep the channel's own deadline, breaker, bulkhead and rate, and never
 * throw: whatever happens is one of the results.
 */
public interface SupplyChannel {

    /** Short, stable, lower case; stored with every order: {@code jd}, {@code niannianka}, {@code kefei}. */
    String name();

    /**
     * Orders under our number. The number was stored before the call, and the same number may be sent again: the partner
     * (or the client, by asking first) makes one order of it.
     */
    Placement place(SupplyOrder order);

    /**
     * What the partner knows of our number. Decides an unknown placement, and follows an accepted one to its end.
     *
     * @param order as it was placed
     */
    SupplyStatus query(SupplyOrder order);

    /** Takes back what is not shipped yet; a channel that cannot says {@link Cancellation.Refused}. */
    Cancellation cancel(SupplyOrder order);

    /** What is left of the money we keep with the partner, in fen; empty when it cannot be had now. */
    java.util.OptionalLong balanceFen();
}
