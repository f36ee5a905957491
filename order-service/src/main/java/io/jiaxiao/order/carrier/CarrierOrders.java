package io.jiaxiao.order.carrier;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.Refusal;
import java.time.Instant;
import java.util.Optional;

/** Orders on the carrier's bill, confirmed with the code it sends (O3). Those that talk to the carrier belong in no transaction. */
public interface CarrierOrders {

    /**
     * What is to be ordered.
     *
     * @param orderId   the purchase it is for
     * @param productId the carrier's
     */
    record Wanted(String orderId, String personId, Mobile mobile, String productId) {}

    /**
     * Kept for complaints.
     *
     * @param clientIp  where the tap came from
     * @param userAgent the browser's own words
     * @param shown     the whole text the parent read: product, price, period, how to end it
     */
    record Evidence(String clientIp, String userAgent, String shown) {}

    /** What came of asking for a code. */
    sealed interface CodeAsked {
        /**
         * It is on its way; we never see it.
         *
         * @param again from when another may be asked for
         */
        record Sent(String carrierOrderId, Instant expires, Instant again) implements CodeAsked {}

        record Refused(Refusal refusal) implements CodeAsked {}
    }

    /** What came of a code. */
    sealed interface Confirmed {
        /** The carrier has taken the order; whether it runs is told to its owner. */
        record Accepted() implements Confirmed {}

        /** Nobody knows yet; it is asked for, and its owner will be told. */
        record Pending() implements Confirmed {}

        record Refused(Refusal refusal) implements Confirmed {}
    }

    /** Asks the carrier whether the number may order. Empty when it may. */
    Optional<Refusal> mayOrder(Mobile mobile, String productId);

    /**
     * Begins an order, in the caller's transaction; nothing is asked of the carrier. It fails by itself when no code is sent in
     * for half an hour.
     *
     * @return its number
     * @throws org.springframework.dao.DuplicateKeyException when the number has the product open, or the purchase has an order
     */
    String open(Wanted wanted);

    /** Asks whether the number may order, then for a code; another one for the same order replaces it. */
    CodeAsked askCode(String carrierOrderId, Evidence evidence);

    /** Orders with the code the parent read. A second tap is answered as the first. */
    Confirmed confirm(String carrierOrderId, String code, Evidence evidence);

    /**
     * Gives it up before a code was sent in, in the caller's transaction; its owner, who wants that, is not told.
     *
     * @return false when the carrier may have it, and then nothing is done
     */
    boolean withdraw(String carrierOrderId);

    /**
     * Wants it ended, in the caller's transaction; carried out afterwards until it is known. The carrier ends it with the month.
     */
    void end(String carrierOrderId);
}
