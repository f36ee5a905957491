package io.jiaxiao.mall.points;

import static io.jiaxiao.testkit.together.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Points;
import io.jiaxiao.mall.points.fixture.PointsFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LedgerUpkeepIT extends PointsFixture {

    @Autowired
    private LedgerUpkeep upkeep;

    @Autowired
    private PointsLedger ledger;

    @Test
    void booksThatAreWrong_raiseAnAlarmForEachInvariant() {
        long person = someoneWithLessons(1);
        assertThat(upkeep.check()).isEmpty();
        jdbc.update("UPDATE points_account SET held = held + 3 WHERE person_id = ?", person);
        try {
            assertThat(upkeep.check()).isNotEmpty();
        } finally {
            jdbc.update("UPDATE points_account SET held = held - 3 WHERE person_id = ?", person);
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(alarms.raised())
                .filteredOn(alarm -> alarm.kind().equals("LEDGER_INVARIANT"))
                .extracting(alarm -> alarm.subject())
                .contains("SUM_IS_NOT_ZERO", "HELD_IS_NOT_ITS_HOLDS"));
        assertThat(upkeep.check()).isEmpty();
    }

    @Test
    void overdueLotsEnd_andSystemAccountsAreCarriedOver() {
        long person = aPerson();
        GrantResult granted = ledger.grant(new GrantPoints(
                aKey(),
                person,
                ProductLine.AIXUE,
                "LESSON_FINISHED",
                Points.of(9),
                Instant.now().plus(Duration.ofDays(1))));
        jdbc.update(
                "UPDATE points_lot SET expires_at = '2026-01-01 00:00:00' WHERE id = ?",
                ((GrantResult.Granted) granted).lotId());
        assertThat(ledger.balance(person).available())
                .as("over, though no job was there")
                .isEqualTo(Points.ZERO);
        upkeep.endOverdue();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> jdbc.queryForObject(
                                "SELECT available FROM points_account WHERE person_id = ?", Long.class, person)
                        == 0);
        upkeep.rollUp();
        assertThat(upkeep.check()).isEmpty();
    }

    @Test
    void oneBrokenAccount_keepsNobodyBehindItFromEnding() throws Exception {
        List<Long> people = new ArrayList<>();
        for (int i = 0; i < 202; i++) {
            people.add(aPerson());
        }
        atOnce(
                people.size(),
                i -> ledger.grant(new GrantPoints(
                        aKey(),
                        people.get(i),
                        ProductLine.AIXUE,
                        "LESSON_FINISHED",
                        Points.of(9),
                        Instant.now().plus(Duration.ofDays(1)))));
        long broken = people.getFirst();
        jdbc.update("UPDATE points_account SET available = 0 WHERE person_id = ?", broken);
        try {
            jdbc.update(
                    "UPDATE points_lot SET expires_at = '2026-01-01 00:00:00' WHERE person_id BETWEEN ? AND ?",
                    broken,
                    people.getLast());
            upkeep.endOverdue();
            assertThat(jdbc.queryForList(
                            "SELECT person_id FROM points_account WHERE available > 0 AND person_id BETWEEN ? AND ?",
                            Long.class,
                            broken,
                            people.getLast()))
                    .isEmpty();
        } finally {
            jdbc.update("UPDATE points_account SET available = 9 WHERE person_id = ?", broken);
        }
        upkeep.endOverdue();
        assertThat(upkeep.check()).isEmpty();
    }
}
