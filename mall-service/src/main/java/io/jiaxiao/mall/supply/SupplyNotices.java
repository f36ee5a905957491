package io.jiaxiao.mall.supply;

/**
 * Where channels hand over what partners tell by themselves, after the channel has checked that it is really theirs.
 * Implemented by the redemption feature. Takes each notice in a transaction of its own before it returns, so a channel
 * acknowledges to the partner only after this call; may be told the same thing any number of times and in any order.
 */
public interface SupplyNotices {

    void take(SupplyNotice notice);

    /**
     * Asked before each notice by a channel that fetches them itself, and could fetch them later as well.
     *
     * @return false while there is something better to do; the notice stays with the partner then
     */
    default boolean hasTimeFor(String channel) {
        return true;
    }
}
