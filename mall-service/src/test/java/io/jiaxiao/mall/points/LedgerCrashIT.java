package io.jiaxiao.mall.points;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Points;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.testkit.servers.TestSchema;
import io.jiaxiao.testkit.simulation.CrashingDataSource;
import io.jiaxiao.testkit.simulation.JdbcFault;
import io.jiaxiao.testkit.simulation.MovableClock;
import io.jiaxiao.testkit.simulation.SimulatedCrash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The writer dies, or loses its connection, at every single call to the database, in the middle of a batch of different
 * commands. What was acknowledged is there once; what was not is there or not, and the same command again makes it so.
 */
class LedgerCrashIT {

    private static TestSchema schema;
    private static HikariDataSource source;

    private final MovableClock clock = MovableClock.at("2026-11-25T08:00:00Z");

    @BeforeAll
    static void open() {
        schema = TestSchema.create("ledgercrash");
        source = TestLedger.pool(schema);
        new JdbcTemplate(source).execute("CREATE TABLE test_order (hold_id BIGINT PRIMARY KEY)");
    }

    @AfterAll
    static void close() {
        source.close();
        schema.close();
    }

    /** An order that must be there exactly when its hold is. */
    private record Orders(JdbcTemplate jdbc) implements HoldCompanion<Orders.Order> {

        record Order(int quantity) implements Payload {}

        @Override
        public Class<Order> payload() {
            return Order.class;
        }

        @Override
        public Batch<Order> open(List<Order> payloads) {
            List<Long> admitted = new ArrayList<>();
            return new Batch<>() {
                @Override
                public Optional<Refusal> admit(Order payload, long holdId) {
                    admitted.add(holdId);
                    return Optional.empty();
                }

                @Override
                public void write() {
                    admitted.forEach(id -> jdbc.update("INSERT INTO test_order VALUES (?)", id));
                }
            };
        }
    }

    @Test
    void aProcessThatDiesBeforeAnyCall_losesNothingItAnswered_andDoesNothingTwice() throws Exception {
        crashAtEachCall(JdbcFault::crashBefore);
    }

    @Test
    void aProcessThatDiesAfterAnyCall_losesNothingItAnswered_andDoesNothingTwice() throws Exception {
        crashAtEachCall(JdbcFault::crashAfter);
    }

    @Test
    void aConnectionThatBreaksBeforeAnyCall_isNoticedByNoCaller() throws Exception {
        assertThat(crashAtEachCall(JdbcFault::lostBefore)).isZero();
    }

    @Test
    void aConnectionThatBreaksAfterAnyCall_isNoticedByNoCaller_evenWhenTheCommitsAnswerIsLost() throws Exception {
        assertThat(crashAtEachCall(JdbcFault::lostAfter)).isZero();
    }

    /** Answers how many callers were left without an answer, over all the calls of a batch. */
    private int crashAtEachCall(IntFunction<JdbcFault> faultAt) throws Exception {
        int unanswered = 0;
        for (int call = 1; ; call++) {
            var scene = new Scene();
            boolean reached = scene.playWith(faultAt.apply(call));
            unanswered += scene.unanswered;
            scene.playAgainAndCheck();
            if (!reached) {
                assertThat(call).as("calls of a batch").isGreaterThan(12);
                return unanswered;
            }
        }
    }

    /** Some people, a batch of commands for them, and what each was answered. */
    private final class Scene {

        private final CrashingDataSource breakable = new CrashingDataSource(source);
        private final List<Callable<Object>> commands = new ArrayList<>();
        private final List<Object> answers = new ArrayList<>();
        private TestLedger ledger = start();
        private final long spender = ledger.someoneWith(100);
        private final long newcomer = TestLedger.aPerson();
        private final long posted = ledger.held(spender, 10);
        private final long released = ledger.held(spender, 20);
        private final long reversed = ledger.held(spender, 5);
        private final long order = TestLedger.aNumber();
        private int unanswered;

        Scene() {
            ledger.post(reversed);
            var hold =
                    new HoldPoints(TestLedger.aKey(), order, spender, Points.of(30), "REDEMPTION", new Orders.Order(1));
            var grant = new GrantPoints(
                    TestLedger.aKey(),
                    newcomer,
                    ProductLine.AIXUE,
                    "READ",
                    Points.of(7),
                    clock.instant().plusSeconds(99_999));
            var post = new SettleHold(TestLedger.aKey(), posted, "FULFILLED");
            var release = new SettleHold(TestLedger.aKey(), released, "CHANNEL_REFUSED");
            var reverse = new ReversePost(TestLedger.aKey(), reversed, Points.of(4), "AFTER_SALE_RETURN");
            commands.add(() -> ledger.ledger.hold(hold));
            commands.add(() -> ledger.ledger.grant(grant));
            commands.add(() -> ledger.ledger.post(post));
            commands.add(() -> ledger.ledger.release(release));
            commands.add(() -> ledger.ledger.reverse(reverse));
        }

        private TestLedger start() {
            return new TestLedger(breakable, clock, TestLedger.settings(1), new Orders(new JdbcTemplate(breakable)));
        }

        boolean playWith(JdbcFault fault) throws Exception {
            breakable.arm(fault);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Object> answer : threads.invokeAll(commands.stream()
                        .map(command -> (Callable<Object>) () -> answered(command))
                        .toList())) {
                    answers.add(answer.get());
                }
            }
            boolean reached = !breakable.isArmed();
            unanswered = (int) answers.stream().filter("none"::equals).count();
            ledger.close();
            breakable.restart();
            ledger = start();
            return reached;
        }

        private Object answered(Callable<Object> command) throws Exception {
            try {
                return command.call();
            } catch (SimulatedCrash | RefusedException e) {
                return "none";
            }
        }

        /** What was answered stands before anybody asks again; asking again gives the same answers and completes the rest. */
        void playAgainAndCheck() throws Exception {
            assertThat(ledger.broken()).isEmpty();
            if (!answers.get(0).equals("none")) {
                assertThat(ledger.count("SELECT COUNT(*) FROM points_hold WHERE id = ?", order))
                        .isEqualTo(1);
            }
            assertThat(ledger.count("SELECT COUNT(*) FROM test_order WHERE hold_id = ?", order))
                    .isEqualTo(ledger.count("SELECT COUNT(*) FROM points_hold WHERE id = ?", order));
            for (int i = 0; i < commands.size(); i++) {
                Object again = commands.get(i).call();
                if (!answers.get(i).equals("none")) {
                    assertThat(again).isEqualTo(answers.get(i));
                }
            }
            assertThat(ledger.broken()).isEmpty();
            assertThat(ledger.balance(spender))
                    .isEqualTo(new Balance(Points.of(59), Points.of(30), Points.ZERO, false));
            assertThat(ledger.balance(newcomer).available()).isEqualTo(Points.of(7));
            assertThat(ledger.count(
                            "SELECT COUNT(*) FROM points_transfer WHERE person_id IN (?, ?)", spender, newcomer))
                    .as("grant, three holds, a post; then one entry for each command")
                    .isEqualTo(5 + 5);
            assertThat(ledger.count("SELECT COUNT(*) FROM outbox WHERE aggregate_id = ?", Long.toString(newcomer)))
                    .isEqualTo(1);
            ledger.close();
        }
    }
}
