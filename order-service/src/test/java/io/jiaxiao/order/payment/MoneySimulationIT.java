package io.jiaxiao.order.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.testkit.simulation.Command;
import io.jiaxiao.testkit.simulation.Simulation;
import io.jiaxiao.testkit.simulation.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Payers, cancellers, refunds and a partner that loses, doubles and forges, in any order: at no moment has more gone back than came
 * in, and when the faults stop, both sides' books say the same of every fen.
 */
class MoneySimulationIT extends PaymentWorld {

    private static final List<String> FAULTS = List.of(
            "[]",
            "[{\"kind\":\"LOSE_NOTIFY\"}]",
            "[{\"kind\":\"DOUBLE_NOTIFY\"},{\"kind\":\"BUSY\",\"call\":\"REFUND\",\"done\":true,\"count\":1}]",
            "[{\"kind\":\"HOLD_NOTIFY\",\"count\":1},{\"kind\":\"BUSY\",\"call\":\"REFUND\",\"done\":false,\"count\":2}]",
            "[{\"kind\":\"FORGED_NOTIFY\"},{\"kind\":\"BUSY\",\"call\":\"CLOSE\",\"done\":true,\"count\":1}]",
            "[{\"kind\":\"BUSY\",\"call\":\"PRECREATE\",\"done\":true,\"count\":1},{\"kind\":\"BAD_SIGN\",\"call\":\"QUERY\",\"count\":2}]",
            "[{\"kind\":\"PAID_AFTER_CLOSE\",\"millis\":1},{\"kind\":\"LOSE_NOTIFY\"}]",
            "[{\"kind\":\"REFUSE\",\"call\":\"REFUND\",\"subCode\":\"ACQ.SELLER_BALANCE_NOT_ENOUGH\",\"count\":2}]",
            "[{\"kind\":\"HTTP_500\",\"call\":\"QUERY\",\"count\":2},{\"kind\":\"BAD_SIGN\",\"call\":\"REFUND\",\"count\":1}]");

    private final List<Bought> everything = Collections.synchronizedList(new ArrayList<>());

    /** What one seed has made. */
    final class Money implements World {

        private final List<Bought> all = new ArrayList<>();

        void buy(long fen, String faults) {
            Bought bought = open(fen);
            owner.wantsNotOnceClosed(bought.orderId());
            faults(bought, faults);
            all.add(bought);
            everything.add(bought);
        }

        void with(int which, Consumer<Bought> work) {
            if (!all.isEmpty()) {
                work.accept(all.get(which % all.size()));
            }
        }

        MoneySimulationIT test() {
            return MoneySimulationIT.this;
        }
    }

    record Buy(long fen, int faults) implements Command<Money> {
        @Override
        public void runIn(Money world) {
            world.buy(fen, FAULTS.get(faults));
        }
    }

    /** Scans when there is a code, and perhaps pays. */
    record Scan(int which, boolean pays) implements Command<Money> {
        @Override
        public void runIn(Money world) {
            world.with(which, bought -> world.test().scan(bought, pays));
        }
    }

    record Cancel(int which) implements Command<Money> {
        @Override
        public void runIn(Money world) {
            world.with(which, world.test()::close);
        }
    }

    record Return(int which, String key, long fen) implements Command<Money> {
        @Override
        public void runIn(Money world) {
            world.with(which, bought -> world.test().tryRefund(bought, key, fen));
        }
    }

    record TellAgain(int which, int copies) implements Command<Money> {
        @Override
        public void runIn(Money world) {
            world.with(which, bought -> world.test().tellAgain(bought, copies));
        }
    }

    record Pass(long seconds) implements Command<Money> {
        @Override
        public void runIn(Money world) {
            world.test().pass(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void whateverHappens_noFenIsLostOrMade() {
        Simulation.of("money", Money::new)
                .command(10, (random, world) -> new Buy(100 + random.nextInt(900), random.nextInt(FAULTS.size())))
                .command(16, (random, world) -> new Scan(random.nextInt(50), random.nextInt(3) > 0))
                .command(6, (random, world) -> new Cancel(random.nextInt(50)))
                .command(
                        10,
                        (random, world) ->
                                new Return(random.nextInt(50), "k" + random.nextInt(4), 1 + random.nextInt(600)))
                .command(6, (random, world) -> new TellAgain(random.nextInt(50), 1 + random.nextInt(3)))
                .command(10, (random, world) -> new Pass(1 + random.nextInt(900)))
                .invariant("no more goes back than came in, and nobody is told twice", this::lawful)
                .steps(60)
                .seeds(4)
                .shrinkTries(10)
                .run();
        settle();
        everything.forEach(this::booksAgree);
        assertThat(everything.stream().map(this::state)).contains("PAID", "CLOSED");
        assertThat(everything).anySatisfy(bought -> assertThat(told(bought)).contains("REFUNDED"));
    }

    private void scan(Bought bought, boolean pays) {
        if (payments.present(bought.paymentId()) instanceof Payments.Presented.Ready ready) {
            try {
                Partners.control(
                        "POST", "/alipay/wallet/" + (pays ? "pay" : "scan"), "{\"qrCode\":\"" + ready.qrCode() + "\"}");
            } catch (AssertionError decidedThere) {
                // The wallet says so to its owner; nothing has moved.
            }
        }
    }

    private void tryRefund(Bought bought, String key, long fen) {
        try {
            refund(bought, key, fen);
        } catch (RefusedException tooMuchOrNotPaid) {
            // As it should be; the invariant looks at the sums.
        }
    }

    private void tellAgain(Bought bought, int copies) {
        if (there(bought).isPresent()) {
            for (int i = 0; i < copies; i++) {
                Partners.control("POST", "/alipay/control/trades/" + bought.paymentId() + "/notifies", "");
            }
        }
    }

    private void lawful(Money world) {
        for (Bought bought : world.all) {
            List<String> told = told(bought);
            assertThat(told.stream().filter("PAID"::equals)).hasSizeLessThanOrEqualTo(1);
            assertThat(told.stream().filter("CLOSED"::equals)).hasSizeLessThanOrEqualTo(1);
            long ours = doneFen(bought);
            long theirs = theirRefunds(bought);
            assertThat(ours).isLessThanOrEqualTo(theirs);
            Map<String, Object> books = jdbc.queryForMap(
                    "SELECT amount_fen, refund_fen, (SELECT COALESCE(SUM(r.amount_fen), 0) FROM payment_refund r"
                            + " WHERE r.payment_id = p.id AND r.state <> 'FAILED') AS wanted FROM payment p WHERE id = ?",
                    bought.paymentId());
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
    }

    private void booksAgree(Bought bought) {
        boolean paidThere = there(bought).filter(MoneySimulationIT::wasPaid).isPresent();
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

    private static boolean wasPaid(JsonNode trade) {
        String status = trade.path("status").asString();
        return status.equals("TRADE_SUCCESS") || !trade.path("refunds").isEmpty();
    }

    /** The partner's trade; empty when it was never asked, or never heard. */
    private static Optional<JsonNode> there(Bought bought) {
        try {
            return Optional.of(trade(bought));
        } catch (AssertionError nothingThere) {
            return Optional.empty();
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
