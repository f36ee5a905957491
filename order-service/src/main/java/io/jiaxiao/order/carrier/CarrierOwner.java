package io.jiaxiao.order.carrier;

import java.time.Instant;

/**
 * Whoever an order on the carrier's bill is for. Each method is called in the transaction that decides, once per decision; what
 * it throws undoes the decision, which is then tried again.
 */
public interface CarrierOwner {

    /** The carrier has it running. */
    void activated(String orderId, String carrierOrderId, Instant effective);

    /** It will not run: the carrier has refused it for good, or no code was sent in. */
    void failed(String orderId, String carrierOrderId, Instant at);

    /**
     * It ends.
     *
     * @param end       its last moment; may lie ahead, as the end of the month does
     * @param byCarrier whether 10086, a counter or the billing system did it, and not we
     */
    void ended(String orderId, String carrierOrderId, Instant end, boolean byCarrier);

    /** The number is suspended, or it runs again. */
    void paused(String orderId, String carrierOrderId, boolean paused, Instant at);
}
