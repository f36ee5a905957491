package io.jiaxiao.order.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.testkit.identity.Tokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Taking a whole migration out again. */
class MigrationUndoIT extends MigrationFixture {

    @Test
    void whatItBroughtIsOut_asIfItHadNeverBeen_andAnOlderSubscriptionHasItsFormerLastDay() {
        Family opened = known();
        Family extended = known();
        Family over = known();
        buy(extended, "AIXUE_MOBILE_M1");
        String migration = brought(
                Line.of(opened).days("2027-03-01", "2027-03-31"),
                Line.of(opened).days("2027-04-01", "2027-04-30"),
                Line.of(extended).days("2027-04-11", "2027-05-10"),
                Line.of(extended).days("2027-05-11", "2027-06-10"),
                Line.of(over).days("2027-01-01", "2027-01-31").with("state", "EXPIRED"));
        assertThat(entitled(opened)).isTrue();
        undo(migration);
        assertThat(counts(migration)).isEqualTo(Map.of("UNDONE", 5));
        assertThat(entitled(opened)).isFalse();
        for (Family family : List.of(opened, over)) {
            for (String table : List.of("subscription", "purchase")) {
                assertThat(rowsOf(table, family)).isZero();
            }
        }
        assertThat(waitingEvents("EntitlementChanged", opened.childId() + ":" + PRODUCT))
                .isEqualTo(2);
        assertThat(through(extended)).isEqualTo("2027-04-10");
        assertThat(eventsOf(running(extended)))
                .containsExactly(
                        "CREATED 2027-04-10",
                        "ACTIVATED 2027-04-10",
                        "MIGRATED 2027-05-10",
                        "MIGRATED 2027-06-10",
                        "MIGRATION_UNDONE 2027-04-10",
                        "MIGRATION_UNDONE 2027-04-10");
        assertThat(count("SELECT COUNT(*) FROM subscription_term WHERE subscription_id = ?", running(extended)))
                .isEqualTo(1);
        assertThat(disagreements(migration).values())
                .containsOnly("NOT_MIGRATED")
                .hasSize(5);
    }

    @Test
    void whatHasChangedSinceStays_rowByRowWithTheReason() {
        Family paid = known();
        Family cancelled = known();
        Family paused = known();
        Family untouched = known();
        Line first = Line.of(paid);
        String migration = brought(first, Line.of(cancelled), Line.of(paused), Line.of(untouched));
        buy(paid, "AIXUE_MOBILE_M1");
        cancel(cancelled, running(cancelled), 0L).expect(200);
        http.post(
                        "/api/v1/subscriptions/" + running(paused) + "/pauses",
                        Tokens.parent(paused.parent()),
                        Map.of("resumesOn", "2027-03-20"))
                .expect(200);
        undo(migration);
        assertThat(result(migration, 2)).isEqualTo("KEPT SINCE_RENEWED");
        assertThat(result(migration, 3)).isEqualTo("KEPT SINCE_CANCELLED");
        assertThat(result(migration, 4)).isEqualTo("KEPT SINCE_PAUSED");
        assertThat(result(migration, 5)).isEqualTo("UNDONE");
        assertThat(through(paid)).isEqualTo("2027-04-30");
        assertThat(purchaseOf(first)).isNotNull();
        assertThat(entitled(untouched)).isFalse();
    }

    @Test
    void anUndoneMigrationCanBeCheckedAndRunAgain_andUndoneAgain() {
        Family family = known();
        Line order = Line.of(family);
        String migration = brought(order);
        undo(migration);
        assertThat(begin(migration, "undos").expect(409).code()).isEqualTo("MIGRATION_STATE");
        check(migration);
        bring(migration);
        assertThat(entitled(family)).isTrue();
        assertThat(eventsOf(running(family))).containsExactly("MIGRATED 2027-03-31");
        undo(migration);
        assertThat(rowsOf("purchase", family)).isZero();
    }

    @Test
    void anotherFilesOrderOnTopKeepsTheFirst_untilThatIsUndoneToo() {
        Family family = known();
        String first = brought(Line.of(family));
        String second = brought(Line.of(family).days("2027-04-01", "2027-04-30"));
        undo(first);
        assertThat(result(first, 2)).isEqualTo("KEPT SINCE_MIGRATED");
        assertThat(through(family)).isEqualTo("2027-04-30");
        undo(second);
        assertThat(through(family)).isEqualTo("2027-03-31");
        check(first);
        bring(first);
        undo(first);
        assertThat(counts(first)).isEqualTo(Map.of("UNDONE", 1));
        assertThat(rowsOf("subscription", family)).isZero();
        assertThat(entitled(family)).isFalse();
    }

    @Test
    void oneSubscriptionThatCannotBeTakenOut_holdsUpNobody() {
        Family broken = known();
        Family fine = known();
        String migration = brought(Line.of(broken), Line.of(broken).days("2027-04-01", "2027-04-30"), Line.of(fine));
        jdbc.update("DELETE FROM entitlement WHERE child_id = ?", broken.childId());
        undo(migration);
        assertThat(result(migration, 2)).isEqualTo("KEPT FAULT");
        assertThat(result(migration, 3)).isEqualTo("KEPT FAULT");
        assertThat(result(migration, 4)).isEqualTo("UNDONE");
        assertThat(through(broken)).isEqualTo("2027-04-30");
        assertThat(entitled(fine)).isFalse();
    }

    @Test
    void whatWasEndedHalfway_canBeUndoneAsFarAsItWent() {
        Family one = known();
        Family two = known();
        String migration = checked(Line.of(one), Line.of(two));
        begin(migration, "runs").expect(202);
        run.step(Long.parseLong(migration), 1);
        http.post(MIGRATIONS + "/" + migration + "/cancellations", Tokens.operator(), REASON)
                .expect(200);
        undo(migration);
        assertThat(counts(migration)).isEqualTo(Map.of("UNDONE", 1, "CANCELLED", 1));
        assertThat(entitled(one)).isFalse();
        assertThat(entitled(two)).isFalse();
    }
}
