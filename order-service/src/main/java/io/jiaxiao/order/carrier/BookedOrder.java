package io.jiaxiao.order.carrier;

import io.jiaxiao.order.carrier.domain.CarrierState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order on the carrier's bill as our books have it.
 *
 * @param holder       phone and product, as {@link BookedCarrierOrders#holder} tells them
 * @param confirmReqNo our number of the confirmation; empty before it
 * @param endReqNo     our number of the ending; empty where we asked for none
 * @param effective    since when it runs, by the carrier's word; null where it never did
 * @param over         when we learned of its end; null before
 */
public record BookedOrder(
        String carrierOrderId,
        String holder,
        CarrierState state,
        String confirmReqNo,
        String endReqNo,
        @Nullable Instant effective,
        @Nullable Instant over) {}
