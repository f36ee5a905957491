package io.jiaxiao.partners.carrier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a number has ordered of one product.
 *
 * @param status ACCEPTED, SUCCESS or FAILED of the order that made it so
 * @param effective null before it is decided
 * @param expires null while it runs on
 */
record Line(
        String orderId,
        String reqNo,
        String mobile,
        String productId,
        String action,
        String status,
        Instant made,
        @Nullable Instant effective,
        @Nullable Instant expires) {

    static final String SUBSCRIBE = "SUBSCRIBE";
    static final String UNSUBSCRIBE = "UNSUBSCRIBE";
    static final String EXPIRE = "EXPIRE";
    static final String ACCEPTED = "ACCEPTED";
    static final String SUCCESS = "SUCCESS";
    static final String FAILED = "FAILED";

    Line decided(boolean success, Instant at) {
        return new Line(
                orderId, reqNo, mobile, productId, action, success ? SUCCESS : FAILED, made, success ? at : null, null);
    }

    Line ending(String newOrderId, String newReqNo, String how, Instant at, Instant end) {
        return new Line(newOrderId, newReqNo, mobile, productId, how, SUCCESS, at, effective, end);
    }

    boolean runsAt(Instant now) {
        return status.equals(SUCCESS)
                && effective != null
                && (expires == null || now.isBefore(expires))
                && !action.equals(EXPIRE);
    }

    String key() {
        return mobile + "|" + productId;
    }
}
