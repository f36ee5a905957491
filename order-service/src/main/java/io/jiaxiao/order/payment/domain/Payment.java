package io.jiaxiao.order.payment.domain;

import io.jiaxiao.kernel.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment as it is stored.
 *
 * @param id       also the partner's {@code out_trade_no}
 * @param refunded all refunds wanted and not failed
 * @param qrCode   null until the partner gave one
 * @param tradeNo  the partner's number; null before it told one
 * @param looks    how often the partner was asked about it
 */
public record Payment(
        long id,
        String orderId,
        Money amount,
        Money refunded,
        String subject,
        PaymentState state,
        PartnerState partnerState,
        boolean closeWanted,
        @Nullable String qrCode,
        @Nullable String tradeNo,
        Instant expires,
        int looks) {

    /** How long a code may outlive the moment we stop waiting: it lives in whole minutes, and clocks differ. */
    private static final Duration CODE_OUTLIVES = Duration.ofMinutes(5);

    public String number() {
        return Long.toString(id);
    }

    /** Nobody is to pay it any more: it is to be closed. */
    public boolean isToClose(Instant now) {
        return state == PaymentState.WAITING && (closeWanted || !now.isBefore(expires));
    }

    /** From when on no code of it can be scanned any more. */
    public Instant codeGone() {
        return expires.plus(CODE_OUTLIVES);
    }

    public Money refundable() {
        return amount.minus(refunded);
    }
}
