package io.jiaxiao.order.payment;

import static org.awaitility.Awaitility.await;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.fixture.OrderFixture;
import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.order.fixture.RecordingOwner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Payments of orders of their own, a wallet to pay them from, and rounds that happen when a test says so. */
abstract class PaymentWorld extends OrderFixture {

    static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    @Autowired
    protected Payments payments;

    @Autowired
    protected PaymentRound round;

    /** One order, and the payment for it. */
    record Bought(String orderId, String paymentId) {}

    Bought open(long fen) {
        String order = RecordingOwner.OWN + number();
        String payment = transaction.execute(status -> payments.open(new Payments.Wanted(
                order,
                Long.toString(number()),
                Money.ofFen(fen),
                "校讯通 一学期",
                clock.instant().plus(LIFETIME))));
        return new Bought(order, payment);
    }

    String code(Bought bought) {
        Payments.Presented presented = payments.present(bought.paymentId());
        if (presented instanceof Payments.Presented.Ready ready) {
            return ready.qrCode();
        }
        throw new AssertionError(presented);
    }

    static JsonNode pays(String code) {
        return Partners.control("POST", "/alipay/wallet/pay", "{\"qrCode\":\"" + code + "\"}");
    }

    static JsonNode trade(Bought bought) {
        return Partners.control("GET", "/alipay/control/trades/" + bought.paymentId(), "");
    }

    /** Whether money of it came in there. */
    static boolean wasPaid(JsonNode trade) {
        String status = trade.path("status").asString();
        return status.equals("TRADE_SUCCESS") || !trade.path("refunds").isEmpty();
    }

    /** The partner's trade; empty when it was never asked, or never heard. */
    static Optional<JsonNode> there(Bought bought) {
        try {
            return Optional.of(trade(bought));
        } catch (AssertionError nothingThere) {
            return Optional.empty();
        }
    }

    void faults(Bought bought, String faults) {
        Partners.order("alipay", bought.paymentId(), faults);
    }

    /** Opened, scanned, paid, told, decided. */
    Bought paid(long fen) {
        Bought bought = open(fen);
        pays(code(bought));
        await().atMost(SOON).until(() -> state(bought).equals("PAID"));
        return bought;
    }

    /** Everything that is due by now is done, and what is due because of it. */
    void rounds() {
        for (int i = 0; i < 200 && round.run() > 0; i++) {
            clock.advanceMillis(1);
        }
    }

    /** So much later, all rounds between included. */
    void pass(Duration time) {
        clock.advance(time);
        rounds();
    }

    void close(Bought bought) {
        transaction.executeWithoutResult(status -> payments.close(bought.paymentId()));
    }

    String refund(Bought bought, String key, long fen) {
        return transaction.execute(status -> payments.refund(bought.paymentId(), key, Money.ofFen(fen), "家长申请退订"));
    }

    String state(Bought bought) {
        return payments.state(bought.paymentId()).name();
    }

    String refundState(String refundId) {
        return jdbc.queryForObject("SELECT state FROM payment_refund WHERE id = ?", String.class, refundId);
    }

    List<String> told(Bought bought) {
        return owner.about(bought.orderId()).stream()
                .map(RecordingOwner.Told::what)
                .toList();
    }

    /** What has gone back at the partner, in yuan. */
    static List<String> refunds(Bought bought) {
        return trade(bought)
                .path("refunds")
                .valueStream()
                .map(refund -> refund.path("amount").asString())
                .toList();
    }

    /** Notifies of a payment the partner has sent, whatever came of them. */
    static List<JsonNode> notifies(Bought bought) {
        return Partners.journal("alipay", bought.paymentId()).stream()
                .filter(entry -> entry.path("direction").asString().equals("PUSHED"))
                .toList();
    }
}
