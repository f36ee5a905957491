package io.jiaxiao.order.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.order.payment.alipay.Notify;
import io.jiaxiao.order.payment.domain.Refund;
import io.jiaxiao.order.payment.store.OddStore;
import io.jiaxiao.order.payment.store.RefundStore;
import io.jiaxiao.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * Payers, cancellers, refunds, operators and a partner that loses, doubles and forges, in any order, and an instance that dies at any
 * call to its database: at no moment has more gone back than came in, and when the faults stop, both sides' books say the same of
 * every fen. {@code -Djx.seeds=N} runs N of them.
 */
class MoneySimulationIT extends PaymentWorld {

    private static final Set<String> PAID_WORDS = Set.of("PAID", "ACCEPTED", "RETURNED");

    private int deaths;
    private int deathsBeforeBooking;

    private final List<Bought> everything = Collections.synchronizedList(new ArrayList<>());

    @Autowired
    private FollowPayments follow;

    @Autowired
    private CarryOutRefunds refunds;

    @Autowired
    private TakeNotify notifies;

    @Autowired
    private DecidePayment decide;

    @Autowired
    private OddStore odd;

    @Autowired
    private RefundStore store;

    @Test
    void whateverHappens_noFenIsLostOrMade() {
        Simulation.of("money", () -> new Till(this))
                .command(
                        10,
                        (random, world) ->
                                new MoneyActs.Buy(100 + random.nextInt(900), random.nextInt(MoneyActs.FAULTS.size())))
                .command(16, (random, world) -> new MoneyActs.Scan(random.nextInt(50), random.nextInt(3) > 0))
                .command(6, (random, world) -> new MoneyActs.Cancel(random.nextInt(50)))
                .command(
                        10,
                        (random, world) -> new MoneyActs.Return(
                                random.nextInt(50), "k" + random.nextInt(4), 1 + random.nextInt(600)))
                .command(6, (random, world) -> new MoneyActs.TellAgain(random.nextInt(50), 1 + random.nextInt(3)))
                .command(10, (random, world) -> new MoneyActs.Pass(1 + random.nextInt(900)))
                .command(6, (random, world) -> new MoneyActs.Hear(random.nextInt(50), random.nextInt(4)))
                .command(6, (random, world) -> new MoneyActs.PayOddly(random.nextInt(50), 1 + random.nextInt(900)))
                .command(12, (random, world) -> new MoneyActs.Settle(random.nextInt(50), random.nextBoolean()))
                .command(8, (random, world) -> new MoneyActs.Work())
                .command(
                        20,
                        (random, world) -> new MoneyActs.Dying(
                                MoneyActs.any(random), 1 + random.nextInt(18), random.nextBoolean()))
                .command(8, (random, world) -> MoneyActs.dyingOverARefund(random))
                .invariant("no more goes back than came in, and nobody is told twice", this::lawful)
                .steps(60)
                .seeds(20)
                .shrinkTries(10)
                .run();
        settle();
        everything.forEach(this::booksAgree);
        assertThat(everything.stream().map(this::state)).contains("PAID", "CLOSED");
        if (Long.getLong("jx.seed") == null) {
            assertThat(deaths).as("deaths").isGreaterThan(50);
            assertThat(deathsBeforeBooking)
                    .as("deaths after the partner's answer and before our booking of it")
                    .isPositive();
        }
        for (String word : List.of("REFUNDED", "ACCEPTED", "RETURNED")) {
            assertThat(everything).anySatisfy(bought -> assertThat(told(bought)).contains(word));
        }
    }

    Bought buy(long fen, String faults) {
        Bought bought = open(fen);
        owner.wantsNotOnceClosed(bought.orderId());
        faults(bought, faults);
        everything.add(bought);
        return bought;
    }

    /** An instance has died; money that is back there and only sent here was answered for and not booked. */
    void died(List<Bought> all) {
        deaths++;
        for (Bought bought : all) {
            List<String> sent = jdbc.queryForList(
                    "SELECT id FROM payment_refund WHERE payment_id = ? AND state = 'SENT'",
                    String.class,
                    bought.paymentId());
            boolean answered = !sent.isEmpty()
                    && there(bought).stream()
                            .flatMap(trade -> trade.path("refunds").valueStream())
                            .anyMatch(refund ->
                                    sent.contains(refund.path("outRequestNo").asString()));
            deathsBeforeBooking += answered ? 1 : 0;
        }
    }

    void work() {
        for (long payment : follow.take()) {
            follow.look(payment);
        }
        for (Refund refund : refunds.take()) {
            refunds.carryOn(refund);
        }
    }

    /** What waits to be sent of it is sent by this thread. */
    void carryOn(Bought bought) {
        jdbc.queryForList(
                        "SELECT id FROM payment_refund WHERE payment_id = ? AND state = 'WANTED'",
                        Long.class,
                        bought.paymentId())
                .forEach(id -> store.find(id).ifPresent(refunds::carryOn));
    }

    void hear(Bought bought, int what) {
        there(bought).filter(PaymentWorld::wasPaid).ifPresent(trade -> {
            JsonNode refund = trade.path("refunds").path(0);
            boolean back = what % 2 == 1 && !refund.isMissingNode();
            try {
                notifies.take(
                        new Notify.Genuine(
                                bought.paymentId(),
                                trade.path("tradeNo").asString(),
                                what < 2 ? "TRADE_SUCCESS" : "TRADE_FINISHED",
                                back ? refund.path("outRequestNo").asString() : "",
                                "n" + what,
                                Money.ofYuan(trade.path("totalAmount").asString()),
                                clock.instant()),
                        "test");
            } catch (RefusedException otherSum) {
                assertThat(otherSum.refusal().code()).isEqualTo("CALLBACK_REFUSED");
            }
        });
    }

    void payOddly(Bought bought, long fen) {
        if (payments.present(bought.paymentId()) instanceof Payments.Presented.Ready ready) {
            String yuan = Money.ofFen(fen).inYuan();
            try {
                Partners.control(
                        "POST",
                        "/alipay/wallet/pay",
                        "{\"qrCode\":\"" + ready.qrCode() + "\",\"amount\":\"" + yuan + "\"}");
            } catch (AssertionError decidedThere) {
                // The wallet says so to its owner; nothing has moved.
            }
        }
    }

    void settleOdd(Bought bought, boolean accepts) {
        odd.find(Long.parseLong(bought.paymentId())).ifPresent(found -> {
            OddPayment.Decision decision = accepts ? OddPayment.Decision.ACCEPT : OddPayment.Decision.RETURN;
            transaction.executeWithoutResult(status -> {
                if (found.decision() == null) {
                    decide.settleOdd(found, found.received(), decision);
                }
            });
        });
    }

    void scan(Bought bought, boolean pays) {
        if (payments.present(bought.paymentId()) instanceof Payments.Presented.Ready ready) {
            try {
                Partners.control(
                        "POST", "/alipay/wallet/" + (pays ? "pay" : "scan"), "{\"qrCode\":\"" + ready.qrCode() + "\"}");
            } catch (AssertionError decidedThere) {
                // The wallet says so to its owner; nothing has moved.
            }
        }
    }

    void tryRefund(Bought bought, String key, long fen) {
        try {
            refund(bought, key, fen);
        } catch (RefusedException tooMuchOrNotPaid) {
            // As it should be; the invariant looks at the sums.
        }
    }

    void tellAgain(Bought bought, int copies) {
        if (there(bought).isPresent()) {
            for (int i = 0; i < copies; i++) {
                Partners.control("POST", "/alipay/control/trades/" + bought.paymentId() + "/notifies", "");
            }
        }
    }

    private void lawful(Till world) {
        for (Bought bought : world.all()) {
            List<String> told = told(bought);
            assertThat(told.stream().filter(PAID_WORDS::contains)).hasSizeLessThanOrEqualTo(1);
            assertThat(told.stream().filter("CLOSED"::equals)).hasSizeLessThanOrEqualTo(1);
            Map<String, Object> books = jdbc.queryForMap(
                    "SELECT amount_fen, refund_fen, (SELECT COALESCE(SUM(r.amount_fen), 0) FROM payment_refund r"
                            + " WHERE r.payment_id = p.id AND r.state <> 'FAILED') AS wanted, (SELECT GROUP_CONCAT(r.state"
                            + " ORDER BY r.id) FROM payment_refund r WHERE r.payment_id = p.id) AS states"
                            + " FROM payment p WHERE id = ?",
                    bought.paymentId());
            // What has not moved in our books cannot have moved there: money goes back only after it was written down.
            if (world.isAsBefore(bought, books)) {
                continue;
            }
            long theirs = theirRefunds(bought);
            assertThat(doneFen(bought)).isLessThanOrEqualTo(theirs);
            long wanted = ((Number) books.get("wanted")).longValue();
            assertThat(theirs).isLessThanOrEqualTo(wanted);
            assertThat(wanted)
                    .isEqualTo(((Number) books.get("refund_fen")).longValue())
                    .isLessThanOrEqualTo(((Number) books.get("amount_fen")).longValue());
        }
    }

    /** The faults stop, and time goes on until nothing is open any more. */
    private void settle() {
        everything.forEach(bought -> faults(bought, "[]"));
        closeBreakers();
        for (int i = 0; i < 12; i++) {
            pass(Duration.ofMinutes(12));
        }
        // Odd sums are an operator's to settle; these are asked about every six hours until one does.
        pass(Duration.ofHours(7));
        everything.forEach(bought -> settleOdd(bought, true));
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofMinutes(12));
        }
    }

    private void booksAgree(Bought bought) {
        boolean paidThere = there(bought).filter(PaymentWorld::wasPaid).isPresent();
        assertThat(state(bought)).as(bought.paymentId()).isEqualTo(paidThere ? "PAID" : "CLOSED");
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM payment_refund WHERE payment_id = ? AND state <> 'DONE'",
                        Long.class,
                        bought.paymentId()))
                .as("open refunds of %s", bought.paymentId())
                .isZero();
        assertThat(theirRefunds(bought)).as(bought.paymentId()).isEqualTo(field(bought, "refund_fen"));
        if (told(bought).contains("CLOSED") && paidThere) {
            assertThat(theirRefunds(bought)).as(bought.paymentId()).isEqualTo(field(bought, "amount_fen"));
        }
    }

    private static long theirRefunds(Bought bought) {
        return there(bought).stream()
                .flatMap(trade -> trade.path("refunds").valueStream())
                .mapToLong(refund ->
                        Long.parseLong(refund.path("amount").asString().replace(".", "")))
                .sum();
    }

    private long doneFen(Bought bought) {
        Long sum = jdbc.queryForObject(
                "SELECT COALESCE(SUM(amount_fen), 0) FROM payment_refund WHERE payment_id = ? AND state = 'DONE'",
                Long.class,
                bought.paymentId());
        return sum == null ? 0 : sum;
    }

    private long field(Bought bought, String column) {
        Long value =
                jdbc.queryForObject("SELECT " + column + " FROM payment WHERE id = ?", Long.class, bought.paymentId());
        return value == null ? 0 : value;
    }
}
