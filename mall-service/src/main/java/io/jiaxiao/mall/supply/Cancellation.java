package io.jiaxiao.mall.supply;

/** A channel's answer to a cancellation. */
public sealed interface Cancellation {

    record Cancelled() implements Cancellation {}

    /** It is too late, or the channel never cancels. */
    record Refused(String code, String reason) implements Cancellation {}

    /** Ask {@link SupplyChannel#query}. */
    record Unknown(String code) implements Cancellation {}
}
