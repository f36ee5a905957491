package io.jiaxiao.mall.points;

import static io.jiaxiao.testkit.together.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Points;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What each command answers: the first time, repeated, refused, and when it cannot be done at all. */
class LedgerCommandsIT extends LedgerFixture {

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
}
