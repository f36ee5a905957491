package io.jiaxiao.message.receipt.domain;

import io.jiaxiao.kernel.Mobile;
import java.time.Instant;

/**
 * What a channel says became of one message on one phone.
 *
 * @param batch       the channel's number for the message
 * @param status      its word for what became of it
 * @param errorCode   its code for why not; empty when there is none
 * @param submittedAt when it took the message, by its own clock
 * @param reportedAt  when it heard from the phone, by its own clock
 */
public record DeliveryReport(
        String channel,
        String batch,
        Mobile mobile,
        boolean delivered,
        String status,
        String errorCode,
        Instant submittedAt,
        Instant reportedAt) {

    /** The most telling code of a failure. */
    public String failureCode() {
        return errorCode.isEmpty() || errorCode.equals("CM:0000") ? status : errorCode;
    }
}
