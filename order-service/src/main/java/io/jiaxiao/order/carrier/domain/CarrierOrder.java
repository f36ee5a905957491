package io.jiaxiao.order.carrier.domain;

import io.jiaxiao.kernel.Mobile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order on the carrier's bill as it is stored.
 *
 * @param txnId        the carrier's number of the code; empty when none is out
 * @param confirmReqNo our number of the confirmation; empty before it
 * @param endReqNo     our number of the ending; empty before it
 * @param partnerId    the carrier's number of the order; empty before it
 * @param confirmedAt  when the code was sent in; null before
 * @param tries        how often the carrier was asked since
 */
public record CarrierOrder(
        long id,
        String orderId,
        Mobile mobile,
        String productId,
        CarrierState state,
        String txnId,
        String confirmReqNo,
        String endReqNo,
        String partnerId,
        @Nullable Instant confirmedAt,
        int tries) {

    public String number() {
        return Long.toString(id);
    }
}
