package io.jiaxiao.mall.points;

import static io.jiaxiao.testkit.together.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Points;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many callers of one ledger at once, and of two that share its database. */
class LedgerRaceIT extends LedgerFixture {

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
}
