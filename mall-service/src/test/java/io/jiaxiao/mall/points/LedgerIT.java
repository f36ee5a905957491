package io.jiaxiao.mall.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Points;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.testkit.servers.TestSchema;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger on a real database, with real threads, alone and beside a second instance. */
class LedgerIT {

    private static TestSchema schema;
    private static HikariDataSource source;

    private final MovableClock clock = MovableClock.at("2026-11-25T08:00:00Z");
    private final Stock stock = new Stock();
    private TestLedger one;

    @BeforeAll
    static void open() {
        schema = TestSchema.create("ledger");
        source = TestLedger.pool(schema);
    }

    @AfterAll
    static void close() {
        source.close();
        schema.close();
    }

    @BeforeEach
    void start() {
        one = new TestLedger(source, clock, stock);
    }

    @AfterEach
    void everythingAddsUp() {
        one.close();
        assertThat(one.broken()).isEmpty();
    }

    /** A companion with a stock in memory; poisoned payloads make its batch fail when it is written. */
    private static final class Stock implements HoldCompanion<Stock.Unit> {

        private volatile int left = Integer.MAX_VALUE;
        private final List<Long> written = Collections.synchronizedList(new ArrayList<>());

        record Unit(String good) implements Payload {}

        @Override
        public Class<Unit> payload() {
            return Unit.class;
        }

        @Override
        public Batch<Unit> open(List<Unit> payloads) {
            return new Batch<>() {
                private final List<Long> admitted = new ArrayList<>();
                private boolean poisoned;

                @Override
                public Optional<Refusal> admit(Unit payload, long holdId) {
                    if (admitted.size() >= left) {
                        return Optional.of(Refusal.conflict("SOLD_OUT", "已兑完"));
                    }
                    poisoned |= payload.good().equals("poison");
                    admitted.add(holdId);
                    return Optional.empty();
                }

                @Override
                public void write() {
                    if (poisoned) {
                        throw new IllegalStateException("this order cannot be written");
                    }
                    written.addAll(admitted);
                }
            };
        }
    }

    @Test
    void aHundredThreadsSpendTheLastTenPoints_exactlyOneWins() throws Exception {
        long person = one.someoneWith(10);
        List<HoldResult> results = atOnce(100, i -> one.hold(person, 10));
        assertThat(results).filteredOn(HoldResult.Held.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(HoldResult.Refused.class::isInstance)
                .hasSize(99)
                .allSatisfy(refused -> assertThat(refused)
                        .isEqualTo(new HoldResult.Refused(LedgerRefusal.NOT_ENOUGH_POINTS, Points.ZERO)));
        assertThat(one.balance(person)).isEqualTo(new Balance(Points.ZERO, Points.of(10), Points.ZERO, false));
    }

    @Test
    void twoInstancesOnOneDatabase_shareOneAccount_andNothingIsSpentTwice() throws Exception {
        try (var two = new TestLedger(source, clock, stock)) {
            long person = one.someoneWith(50);
            List<HoldResult> results = atOnce(60, i -> (i % 2 == 0 ? one : two).hold(person, 1));
            assertThat(results).filteredOn(HoldResult.Held.class::isInstance).hasSize(50);
            assertThat(one.balance(person).held()).isEqualTo(Points.of(50));
        }
    }

    @Test
    void twoInstancesMoveManyAccounts_whoseLocksCross_andAllIsDone() throws Exception {
        try (var two = new TestLedger(source, clock, stock)) {
            List<Long> people =
                    IntStream.range(0, 12).mapToObj(i -> one.someoneWith(1000)).toList();
            List<HoldResult> results = atOnce(240, i -> (i % 2 == 0 ? one : two).hold(people.get(i % 12), 3));
            assertThat(results).allMatch(HoldResult.Held.class::isInstance);
            assertThat(people)
                    .allSatisfy(person -> assertThat(two.balance(person).held()).isEqualTo(Points.of(60)));
        }
    }

    @Test
    void oneKeySentToTwoInstancesAtOnce_isOneHold() throws Exception {
        try (var two = new TestLedger(source, clock, stock)) {
            long person = one.someoneWith(100);
            String key = TestLedger.aKey();
            List<HoldResult> results = atOnce(40, i -> (i % 2 == 0 ? one : two)
                    .ledger.hold(new HoldPoints(key, TestLedger.aNumber(), person, Points.of(5), "REDEMPTION", null)));
            assertThat(results).allMatch(HoldResult.Held.class::isInstance);
            assertThat(results.stream().distinct())
                    .as("all are told of the first one")
                    .hasSize(1);
            assertThat(one.balance(person).held()).isEqualTo(Points.of(5));
        }
    }

    @Test
    void oneKeyForTwoPeople_oneGetsIt_theOtherIsRefused() throws Exception {
        try (var two = new TestLedger(source, clock, stock)) {
            long[] people = {one.someoneWith(10), one.someoneWith(10)};
            String key = TestLedger.aKey();
            List<HoldResult> results = atOnce(2, i -> (i == 0 ? one : two)
                    .ledger.hold(
                            new HoldPoints(key, TestLedger.aNumber(), people[i], Points.of(5), "REDEMPTION", null)));
            assertThat(results).filteredOn(HoldResult.Held.class::isInstance).hasSize(1);
            assertThat(results).contains(new HoldResult.Refused(LedgerRefusal.KEY_REUSED, Points.ZERO));
        }
    }

    @Test
    void everyCommandRepeated_getsItsFirstAnswer_andAnotherBodyIsRefused() {
        long person = TestLedger.aPerson();
        var grant = new GrantPoints(
                TestLedger.aKey(),
                person,
                ProductLine.AIXUE,
                "READ",
                Points.of(20),
                clock.instant().plus(Duration.ofDays(3)));
        GrantResult granted = one.ledger.grant(grant);
        clock.advanceDays(1);
        assertThat(one.ledger.grant(grant)).isEqualTo(granted);
        assertThat(one.ledger.grant(new GrantPoints(
                        grant.key(), person, ProductLine.AIXUE, "READ", Points.of(21), grant.expiresAt())))
                .isEqualTo(new GrantResult.Refused(LedgerRefusal.KEY_REUSED));

        var hold = new HoldPoints(
                TestLedger.aKey(), TestLedger.aNumber(), person, Points.of(8), "REDEMPTION", new Stock.Unit("cup"));
        HoldResult held = one.ledger.hold(hold);
        assertThat(held).isInstanceOf(HoldResult.Held.class);
        assertThat(one.ledger.hold(hold)).isEqualTo(held);
        assertThat(stock.written).as("a repeated order is not ordered again").hasSize(1);
        assertThat(one.ledger.hold(new HoldPoints(
                        hold.key(), hold.holdId(), person, Points.of(8), "REDEMPTION", new Stock.Unit("pen"))))
                .isEqualTo(new HoldResult.Refused(LedgerRefusal.KEY_REUSED, Points.ZERO));

        var post = new SettleHold(TestLedger.aKey(), hold.holdId(), "FULFILLED");
        SettleResult posted = one.ledger.post(post);
        assertThat(posted).isEqualTo(new SettleResult.Settled(hold.holdId(), Points.of(8)));
        assertThat(one.ledger.post(post)).isEqualTo(posted);
        assertThat(one.ledger.release(post)).isEqualTo(new SettleResult.Refused(LedgerRefusal.KEY_REUSED));

        var reverse = new ReversePost(TestLedger.aKey(), hold.holdId(), Points.of(3), "AFTER_SALE_RETURN");
        ReverseResult reversed = one.ledger.reverse(reverse);
        assertThat(one.ledger.reverse(reverse)).isEqualTo(reversed);
        assertThat(one.balance(person).available()).isEqualTo(Points.of(15));
    }

    @Test
    void aRefusalIsAnAnswerToo_soTheSameKeyIsRefusedAgain_evenWithPoints() {
        long person = one.someoneWith(1);
        var hold = new HoldPoints(TestLedger.aKey(), TestLedger.aNumber(), person, Points.of(5), "REDEMPTION", null);
        HoldResult refused = one.ledger.hold(hold);
        assertThat(refused).isEqualTo(new HoldResult.Refused(LedgerRefusal.NOT_ENOUGH_POINTS, Points.of(1)));
        one.grant(person, 100, 10);
        assertThat(one.ledger.hold(hold)).isEqualTo(refused);
    }

    @Test
    void postAndReleaseRace_exactlyOneWins() throws Exception {
        try (var two = new TestLedger(source, clock, stock)) {
            for (int round = 0; round < 10; round++) {
                long person = one.someoneWith(10);
                long hold = one.held(person, 10);
                List<SettleResult> results = atOnce(8, i -> i % 2 == 0 ? one.post(hold) : two.release(hold));
                boolean posted = results.get(0) instanceof SettleResult.Settled;
                for (int i = 0; i < 8; i++) {
                    SettleResult expected = (i % 2 == 0) == posted
                            ? new SettleResult.Settled(hold, Points.of(10))
                            : new SettleResult.Refused(LedgerRefusal.HOLD_SETTLED_OTHERWISE);
                    assertThat(results.get(i)).isEqualTo(expected);
                }
                assertThat(one.balance(person).available().value()).isEqualTo(posted ? 0 : 10);
                assertThat(one.balance(person).held()).isEqualTo(Points.ZERO);
            }
        }
    }

    @Test
    void oneCommandThatCannotBeWritten_failsAlone() throws Exception {
        List<Long> people =
                IntStream.range(0, 40).mapToObj(i -> one.someoneWith(10)).toList();
        List<Object> results = atOnce(40, i -> {
            try {
                return one.ledger.hold(new HoldPoints(
                        TestLedger.aKey(),
                        TestLedger.aNumber(),
                        people.get(i),
                        Points.of(10),
                        "REDEMPTION",
                        new Stock.Unit(i == 17 ? "poison" : "cup")));
            } catch (IllegalStateException e) {
                return e.getMessage();
            }
        });
        assertThat(results.get(17)).isEqualTo("this order cannot be written");
        assertThat(results).filteredOn(HoldResult.Held.class::isInstance).hasSize(39);
        assertThat(one.balance(people.get(17)).available()).isEqualTo(Points.of(10));
        assertThat(stock.written).hasSize(39).doesNotHaveDuplicates();
    }

    @Test
    void whatTheCompanionRefuses_isKeptUnderTheKey() {
        long person = one.someoneWith(10);
        stock.left = 0;
        var hold = new HoldPoints(
                TestLedger.aKey(), TestLedger.aNumber(), person, Points.of(1), "REDEMPTION", new Stock.Unit("cup"));
        var soldOut = new HoldResult.CompanionRefused(Refusal.conflict("SOLD_OUT", "已兑完"));
        assertThat(one.ledger.hold(hold)).isEqualTo(soldOut);
        stock.left = 5;
        assertThat(one.ledger.hold(hold)).isEqualTo(soldOut);
    }

    @Test
    void pointsReturnToTheirLots_andALotThatEndedMeanwhileLivesSevenBusinessDays() {
        long person = TestLedger.aPerson();
        one.grant(person, 10, 2);
        one.grant(person, 10, 50);
        long cancelled = one.held(person, 10);
        clock.advanceDays(5);
        assertThat(one.balance(person)).isEqualTo(new Balance(Points.of(10), Points.of(10), Points.ZERO, false));
        one.release(cancelled);
        assertThat(one.balance(person)).isEqualTo(new Balance(Points.of(20), Points.ZERO, Points.of(10), false));
        clock.advanceDays(9);
        assertThat(one.balance(person).available()).isEqualTo(Points.of(10));
        assertThat(one.ledger.expire(List.of(person))).isEqualTo(10);
        assertThat(one.ledger.expire(List.of(person))).isZero();
    }

    @Test
    void theDailyCapHolds_whenManyEarnAtOnceOnTwoInstances() throws Exception {
        try (var two = new TestLedger(source, clock, stock)) {
            long person = TestLedger.aPerson();
            List<EarnResult> results = atOnce(30, i -> (i % 2 == 0 ? one : two)
                    .ledger.earn(new EarnPoints(
                            TestLedger.aKey(),
                            person,
                            ProductLine.ZHONGXIANGYUEDU,
                            "READING_FINISHED",
                            1,
                            4,
                            50,
                            LocalDate.of(2026, 11, 25),
                            clock.instant().plus(Duration.ofDays(9)))));
            assertThat(results).filteredOn(EarnResult.Granted.class::isInstance).hasSize(13);
            assertThat(results)
                    .filteredOn(EarnResult.CapReached.class::isInstance)
                    .hasSize(17);
            assertThat(one.balance(person).available()).isEqualTo(Points.of(50));
        }
    }

    @Test
    void systemEntriesAreCarriedOverOnce_byTwoAtOnce_whilePointsMove() throws Exception {
        long person = one.someoneWith(1000);
        atOnce(24, i -> i % 3 == 0 ? (Object) one.system.rollUp(3) : one.post(one.held(person, 2)));
        while (one.system.rollUp(100) > 0) {
            assertThat(one.broken()).isEmpty();
        }
        assertThat(one.count("SELECT COUNT(*) FROM points_system_entry")).isZero();
        assertThat(one.broken()).isEmpty();
    }

    @Test
    void aFullQueueRefusesAtOnce_withAServiceUnavailableThatSaysNothingHappened() throws Exception {
        try (var tight = new TestLedger(source, clock, TestLedger.settings(1, 2), stock);
                Connection blocker = source.getConnection()) {
            long person = one.someoneWith(1000);
            blocker.setAutoCommit(false);
            try (var statement = blocker.createStatement()) {
                statement.executeQuery("SELECT * FROM points_account WHERE person_id = " + person + " FOR UPDATE");
            }
            // One batch of at most three is under way, two wait.
            var refused = new CountDownLatch(8);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<HoldResult>> callers = new ArrayList<>();
                for (int i = 0; i < 13; i++) {
                    callers.add(threads.submit(() -> {
                        try {
                            return tight.hold(person, 1);
                        } catch (RefusedException e) {
                            assertThat(e.refusal()).isEqualTo(CommitWriter.BUSY);
                            refused.countDown();
                            return new HoldResult.CompanionRefused(e.refusal());
                        }
                    }));
                }
                assertThat(refused.await(4, TimeUnit.SECONDS)).isTrue();
                blocker.rollback();
                long held = 0;
                for (Future<HoldResult> caller : callers) {
                    held += caller.get() instanceof HoldResult.Held ? 1 : 0;
                }
                assertThat(held)
                        .as("what was taken in is done, and nothing else")
                        .isBetween(1L, 5L);
                assertThat(one.balance(person).held()).isEqualTo(Points.of(held));
            }
        }
    }

    @Test
    void aHoldNumberThatIsTaken_isAFaultOfTheCaller_andHoldsNothing() {
        long person = one.someoneWith(10);
        long number = one.held(person, 4);
        assertThatThrownBy(() -> one.ledger.hold(
                        new HoldPoints(TestLedger.aKey(), number, person, Points.of(1), "REDEMPTION", null)))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(one.balance(person).held()).isEqualTo(Points.of(4));
    }

    @Test
    void insideATransaction_theLedgerRefusesToWork() {
        var template = new TransactionTemplate(new JdbcTransactionManager(source));
        assertThatThrownBy(() -> template.executeWithoutResult(status -> one.hold(1, 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStoppedLedger_answersWhatItHasTaken_andRefusesTheRest() {
        long person = one.someoneWith(10);
        one.close();
        assertThatThrownBy(() -> one.hold(person, 1))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("LEDGER_BUSY"));
        assertThat(one.balance(person).available()).isEqualTo(Points.of(10));
    }

    @Test
    void brokenBooksAreFound() {
        long person = one.someoneWith(10);
        one.jdbc.update("UPDATE points_account SET available = available + 1 WHERE person_id = ?", person);
        assertThat(one.broken())
                .extracting(broken -> broken.name())
                .containsExactlyInAnyOrder(
                        "SUM_IS_NOT_ZERO", "BALANCE_IS_NOT_ITS_LOTS", "BALANCE_IS_NOT_ITS_LAST_ENTRY");
        one.jdbc.update("UPDATE points_account SET available = available - 1 WHERE person_id = ?", person);
    }

    /** What a caller does. */
    private interface Each<T> {
        T run(int number) throws Exception;
    }

    /** Runs so many callers on threads of their own, which start together. */
    private static <T> List<T> atOnce(int callers, Each<T> each) throws Exception {
        var together = new CyclicBarrier(callers);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int number = i;
                calls.add(() -> {
                    together.await();
                    return each.run(number);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
