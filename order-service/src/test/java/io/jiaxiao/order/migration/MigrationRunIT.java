package io.jiaxiao.order.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.testkit.identity.Tokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a run brings here, and what that is worth. */
class MigrationRunIT extends MigrationFixture {

    @Test
    void aRunningOrderOpensTheSubscription_anOrderThatIsOverOpensNothing() {
        Family family = known();
        Family over = known();
        Line running = Line.of(family).with("channel", "CARRIER");
        Line expired = Line.of(over).with("state", "EXPIRED").days("2027-01-01", "2027-01-31");
        Line cancelled = Line.of(over).ended("CANCELLED", "2026-12-10").days("2026-12-01", "2026-12-31");
        Line refunded = Line.of(over)
                .ended("REFUNDED", "2026-11-05")
                .days("2026-11-01", "2026-11-30")
                .with("refunded_fen", "1200");
        String migration = brought(running, expired, cancelled, refunded);
        assertThat(counts(migration)).isEqualTo(Map.of("DONE", 4));
        assertThat(entitled(family)).isTrue();
        assertThat(eventsOf(running(family))).containsExactly("MIGRATED 2027-03-31");
        assertThat(waitingEvents("EntitlementChanged", family.childId() + ":" + PRODUCT))
                .isEqualTo(1);
        assertThat(jdbc.queryForList(
                        "SELECT CONCAT(state, ' ', paid_through) FROM subscription WHERE child_id = ? ORDER BY paid_through",
                        String.class,
                        over.childId()))
                .containsExactly("REFUNDED 2026-11-05", "CANCELLED 2026-12-10", "EXPIRED 2027-01-31");
        assertThat(entitled(over)).isFalse();
        assertThat(rowsOf("entitlement", over)).isZero();
        assertThat(waitingEvents("EntitlementChanged", over.childId() + ":" + PRODUCT))
                .isZero();
        assertThat(stateOf(purchaseOf(refunded))).isEqualTo("REFUNDED");
        assertThat(stateOf(purchaseOf(cancelled))).isEqualTo("PAID");
        assertThat(stepsOf(purchaseOf(running))).containsExactly("MIGRATED");
        assertThat(agreement(migration).path("agree").asBoolean()).isTrue();
        JsonNode seen = http.get("/api/v1/purchases/" + purchaseOf(running), Tokens.parent(family.parent()))
                .expect(200)
                .json()
                .path("purchase");
        assertThat(seen.path("method").asString()).isEqualTo("MIGRATED");
        assertThat(seen.path("priceFen").asLong()).isEqualTo(1500);
        assertThat(seen.path("paidAt").asString()).isEqualTo("2027-03-01T01:30:00Z");
    }

    @Test
    void whoCancelsAMigratedSubscription_getsBackOnlyWhatWasPaidHere() {
        Family family = known();
        brought(Line.of(family));
        String subscription = running(family);
        assertThat(refundPreview(family, subscription)).isZero();
        String bought = buy(family, "AIXUE_MOBILE_M1");
        assertThat(refundPreview(family, subscription)).isEqualTo(1500);
        cancel(family, subscription, 1500L).expect(200);
        payments.arrive("P" + bought);
        assertThat(payments.kept("P" + bought)).isZero();
        assertThat(subscriptionState(subscription)).isEqualTo("REFUNDED");

        Family other = known();
        brought(Line.of(other));
        cancel(other, running(other), 0L).expect(200);
        assertThat(entitled(other)).isFalse();
        assertThat(count(
                        "SELECT COUNT(*) FROM purchase_refund r JOIN purchase p ON p.id = r.purchase_id WHERE p.child_id = ?",
                        other.childId()))
                .isZero();
    }

    @Test
    void itFollowsWhatWasBoughtHere_andDaysPaidTwiceComeBehind_butNotThoseUsed() {
        Family follows = known();
        Family twice = known();
        Family usedUp = known();
        for (Family family : List.of(follows, twice, usedUp)) {
            buy(family, "AIXUE_MOBILE_M1");
        }
        String migration = brought(
                Line.of(follows).days("2027-04-11", "2027-05-10"),
                Line.of(twice).days("2027-03-01", "2027-03-31"),
                Line.of(usedUp).days("2027-02-11", "2027-03-10"));
        assertThat(eventsOf(running(follows)))
                .containsExactly("CREATED 2027-04-10", "ACTIVATED 2027-04-10", "MIGRATED 2027-05-10");
        assertThat(result(migration, 3)).isEqualTo("DONE OVERLAPS");
        assertThat(through(twice)).isEqualTo("2027-05-01");
        assertThat(rows(migration).get(4).path("action").asString()).isEqualTo("KEEP");
        assertThat(through(usedUp)).isEqualTo("2027-04-10");
        assertThat(agreement(migration).path("agree").asBoolean()).isTrue();
    }

    @Test
    void aPausedOrderStaysPaused_andItsDaysAreGivenBack() {
        Family family = known();
        brought(Line.of(family).days("2027-03-01", "2027-03-31").paused("2027-03-05", "2027-03-15"));
        assertThat(entitled(family)).isFalse();
        String subscription = running(family);
        assertThat(subscriptionState(subscription)).isEqualTo("PAUSED");
        itIs("2027-03-15");
        http.post("/api/v1/subscriptions/" + subscription + "/resumptions", Tokens.parent(family.parent()), Map.of())
                .expect(200);
        assertThat(through(family)).isEqualTo("2027-04-09");
        itIs("2027-03-16");
        assertThat(entitled(family)).isTrue();
    }

    @Test
    void anOverdueSubscriptionNobodyHasEndedYet_makesWayForTheOldOrder() {
        Family family = known();
        String before = subscriptionOf(buy(family, "AIXUE_MOBILE_M1"));
        itIs("2027-04-11");
        brought(Line.of(family).days("2027-04-01", "2027-04-30"));
        assertThat(eventsOf(before)).endsWith("EXPIRED 2027-04-10");
        assertThat(running(family)).isNotEqualTo(before);
        assertThat(entitled(family)).isTrue();
    }

    @Test
    void ordersOfOneChildFollowEachOther_inWhateverOrderTheFileHasThem_acrossChunks() {
        Family family = known();
        String migration = upload(
                Line.of(family).days("2027-05-01", "2027-05-31"),
                Line.of(family).days("2027-03-01", "2027-03-31"),
                Line.of(family).days("2027-04-01", "2027-04-30"));
        check(migration);
        begin(migration, "runs").expect(202);
        while (run.step(Long.parseLong(migration), 1)) {
            assertThat(counts(migration).values().stream().mapToInt(one -> one).sum())
                    .isEqualTo(3);
        }
        assertThat(eventsOf(running(family)))
                .containsExactly("MIGRATED 2027-03-31", "MIGRATED 2027-04-30", "MIGRATED 2027-05-31");
        assertThat(agreement(migration).path("agree").asBoolean()).isTrue();
    }

    @Test
    void oneRowThatCannotBeBroughtHere_holdsUpNobody() {
        Family broken = known();
        Family fine = known();
        String taken = buy(broken, "AIXUE_MOBILE_M1");
        Line bad = Line.of(broken).days("2027-04-11", "2027-05-10");
        jdbc.update("UPDATE purchase SET request_key = ? WHERE id = ?", "OLD-" + bad.orderNo(), taken);
        String migration = brought(bad, Line.of(fine));
        assertThat(result(migration, 2)).isEqualTo("ERROR FAULT");
        assertThat(through(broken)).isEqualTo("2027-04-10");
        assertThat(entitled(fine)).isTrue();
        assertThat(disagreements(migration)).isEqualTo(Map.of(2, "NOT_MIGRATED"));
    }

    @Test
    void endedByAnOperator_whatIsHereStays_andTheRestCanGoOnLater() {
        List<Family> families = List.of(known(), known(), known());
        String migration = checked(families.stream().map(Line::of).toArray(Line[]::new));
        begin(migration, "runs").expect(202);
        run.step(Long.parseLong(migration), 2);
        String end = MIGRATIONS + "/" + migration + "/cancellations";
        http.post(end, Tokens.operator(), REASON).expect(200);
        run.run();
        assertThat(counts(migration)).isEqualTo(Map.of("DONE", 2, "CANCELLED", 1));
        assertThat(http.post(end, Tokens.operator(), REASON).expect(409).code()).isEqualTo("MIGRATION_STATE");
        check(migration);
        bring(migration);
        families.forEach(family -> assertThat(entitled(family)).isTrue());
        assertThat(jdbc.queryForList(
                        "SELECT action FROM audit_log WHERE subject_type = 'MIGRATION' AND subject_id = ? ORDER BY at, id",
                        String.class,
                        migration))
                .containsExactly(
                        "LOAD_MIGRATION",
                        "CHECK_MIGRATION",
                        "RUN_MIGRATION",
                        "CANCEL_MIGRATION",
                        "CHECK_MIGRATION",
                        "RUN_MIGRATION");
    }
}
