package io.jiaxiao.order.payment;

import io.jiaxiao.kernel.Money;
import java.time.Instant;

/** Payments by Alipay QR (O3). */
public interface Payments {

    /**
     * What is to be paid.
     *
     * @param orderId  the purchase it is for; one open payment per purchase at a time
     * @param personId who pays
     * @param amount   above zero
     * @param subject  what the payer reads, at most 256 characters; no personal data
     * @param expires  after this moment the code cannot be paid any more and the payment is closed
     */
    record Wanted(String orderId, String personId, Money amount, String subject, Instant expires) {}

    /** Where a payment stands. {@code UNKNOWN} at the partner never shows here: it is queried until it is one of these. */
    enum State {
        WAITING,
        PAID,
        CLOSED
    }

    /** What came of asking for a code to scan. */
    sealed interface Presented {
        /** @param qrCode the address to draw as a QR code */
        record Ready(String qrCode, Instant expires) implements Presented {}

        /** It is decided already, or, while still WAITING, about to be closed; there is nothing to scan. */
        record Decided(State state) implements Presented {}

        /** The partner does not answer now; the payer may ask again. */
        record Unavailable() implements Presented {}
    }

    /**
     * Writes the payment down, in the caller's transaction; talks to nobody.
     *
     * @return its number
     * @throws org.springframework.dao.DuplicateKeyException when the purchase has an open payment
     */
    String open(Wanted wanted);

    /** Gets the code to scan from the partner, the same one each time. Outside of any transaction. */
    Presented present(String paymentId);

    /** Its state by our books; asks nobody. */
    State state(String paymentId);

    /**
     * Wants it closed, in the caller's transaction. The partner is asked afterwards; whether it ended closed or paid, the owner is
     * told by {@link PaymentOwner}.
     */
    void close(String paymentId);

    /**
     * Wants money back, in the caller's transaction; carried out afterwards until it is known to have arrived.
     *
     * @param key    the owner's number for this refund: the same key twice is one refund
     * @param amount above zero; all refunds of a payment together never exceed what was paid
     * @return the refund's number
     * @throws io.jiaxiao.kernel.RefusedException 422 when nothing came in, more would go back than came in, or the key was used with another amount
     */
    String refund(String paymentId, String key, Money amount, String reason);
}
