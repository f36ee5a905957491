package io.jiaxiao.order.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ChildPlacement;
import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Mapping and dry run. */
class MigrationCheckIT extends MigrationFixture {

    @Test
    void everyCodeNobodyKnowsIsNamed_withItsLineAndField_andTheGoodLineIsReady() {
        Family family = known();
        Family stranger = aFamily();
        Line good = Line.of(family);
        String migration = checked(
                good,
                Line.of(family).with("product_code", "NO-SUCH"),
                Line.of(stranger),
                Line.of(family).with("guardian_no", old(stranger).guardianNo()),
                Line.of(family).with("paid_fen", "15.00").with("state", "GONE"),
                Line.of(family).with("old_order_no", good.orderNo()));
        assertThat(result(migration, 2)).isEqualTo("READY");
        assertThat(problems(migration, 3)).containsExactly("product_code:UNKNOWN");
        assertThat(problems(migration, 4)).containsExactly("child_no:UNKNOWN", "school_code:UNKNOWN");
        assertThat(problems(migration, 5)).containsExactly("guardian_no:UNKNOWN");
        assertThat(problems(migration, 6)).containsExactly("state:MALFORMED", "paid_fen:MALFORMED");
        assertThat(result(migration, 7)).isEqualTo("BAD REPEATED");
        assertThat(counts(migration)).isEqualTo(Map.of("READY", 1, "ERROR", 3, "BAD", 2));
        assertThat(http.get(MIGRATIONS + "/" + migration + "/rows?state=ERROR&why=UNKNOWN&size=2", Tokens.operator())
                        .expect(200)
                        .json()
                        .path("next")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void whoTheRosterDoesNotKnow_orIsNoGuardian_orIsInNoClassOfThatSchool_isLeftOut() {
        Family family = known();
        Family other = known();
        Family gone = known();
        Family moved = known();
        Family alone = known();
        load("CHILD," + old(gone).no() + "," + number());
        ClassPlacement elsewhere = aClass();
        NEIGHBOURS.has(new ChildPlacement(moved.childId(), moved.child().guardianIds(), elsewhere));
        NEIGHBOURS.has(new ChildPlacement(alone.childId(), List.of(), alone.place()));
        Line unnamed = Line.of(family).with("guardian_no", "");
        String migration = checked(
                Line.of(family).with("guardian_no", old(other).guardianNo()),
                Line.of(gone),
                Line.of(moved),
                Line.of(alone).with("guardian_no", ""),
                unnamed);
        assertThat(problems(migration, 2)).containsExactly("guardian_no:NOT_GUARDIAN");
        assertThat(problems(migration, 3)).containsExactly("child_no:NOT_IN_ROSTER");
        assertThat(problems(migration, 4)).containsExactly("class_code:UNKNOWN");
        assertThat(problems(migration, 5)).containsExactly("guardian_no:NO_GUARDIAN");
        assertThat(result(migration, 6)).isEqualTo("READY");

        load("CLASS," + old(moved).schoolCode() + ":" + old(moved).classCode() + ","
                + moved.place().classId());
        check(migration);
        assertThat(result(migration, 4)).isEqualTo("READY");
        bring(migration);
        assertThat(count("SELECT person_id FROM purchase WHERE id = ?", purchaseOf(unnamed)))
                .isEqualTo(family.parent());
    }

    @Test
    void theDryRunWritesNothing_andTheRunDoesWhatItSaid() {
        Family opens = known();
        Family extended = known();
        Family over = known();
        buy(extended, "AIXUE_MOBILE_M1");
        long purchases = rowsOf("purchase", extended);
        String migration = checked(
                Line.of(opens).days("2027-03-01", "2027-03-20"),
                Line.of(opens).days("2027-03-21", "2027-04-20").with("paid_fen", "1600"),
                Line.of(extended).days("2027-04-11", "2027-05-10"),
                Line.of(over).days("2027-01-01", "2027-01-31").with("state", "EXPIRED"),
                Line.of(over).days("2027-05-01", "2027-05-31"));
        assertThat(rowsOf("subscription", opens)).isZero();
        assertThat(rowsOf("purchase", opens)).isZero();
        assertThat(rowsOf("entitlement", opens)).isZero();
        assertThat(through(extended)).isEqualTo("2027-04-10");
        assertThat(rowsOf("purchase", extended)).isEqualTo(purchases);
        assertThat(disagreements(migration).values()).containsOnly("NOT_MIGRATED");
        JsonNode said = report(migration);
        assertThat(said.toString())
                .contains("\"action\":\"OPEN\",\"rows\":1,\"paidFen\":1500")
                .contains("\"action\":\"EXTEND\",\"rows\":2,\"paidFen\":3100")
                .contains("\"action\":\"KEEP\",\"rows\":1,\"paidFen\":1500")
                .contains("\"state\":\"CONFLICT\"");
        Map<Integer, JsonNode> tried = rows(migration);

        bring(migration);
        assertThat(report(migration).toString().replace("DONE", "READY")).isEqualTo(said.toString());
        rows(migration).forEach((line, row) -> {
            for (String field : List.of("action", "after", "through", "why")) {
                assertThat(row.path(field))
                        .as("%s of %s", field, row)
                        .isEqualTo(tried.get(line).path(field));
            }
        });
        assertThat(through(opens)).isEqualTo("2027-04-20");
        assertThat(through(extended)).isEqualTo("2027-05-10");
    }

    @Test
    void whatDoesNotFitWhatTheChildHas_isAConflictWithItsReason() {
        Family billed = known();
        Family paused = known();
        Family later = known();
        buy(billed, "AIXUE_MOBILE_M1");
        jdbc.update("UPDATE subscription SET by_carrier = TRUE WHERE id = ?", running(billed));
        buy(paused, "AIXUE_MOBILE_M1");
        String migration = checked(
                Line.of(billed).days("2027-04-11", "2027-05-10"),
                Line.of(paused).paused("2027-03-02", "2027-03-20"),
                Line.of(paused).days("2027-04-12", "2027-05-11"),
                Line.of(later).days("2027-03-11", "2027-04-10"),
                Line.of(later).with("state", "EXPIRED").days("2027-03-01", "2027-03-10"),
                Line.of(later).ended("CANCELLED", "2027-03-11"),
                Line.of(later).paused("2027-03-11", "2027-03-20"));
        assertThat(result(migration, 2)).isEqualTo("CONFLICT ON_BILL");
        assertThat(result(migration, 3)).isEqualTo("CONFLICT PAUSED_BESIDE_OPEN");
        assertThat(result(migration, 4)).isEqualTo("CONFLICT GAP");
        assertThat(result(migration, 5)).isEqualTo("CONFLICT STARTS_LATER");
        for (int line = 6; line <= 8; line++) {
            assertThat(result(migration, line)).isEqualTo("CONFLICT STATE_AGAINST_DATES");
        }
    }

    @Test
    void aMendedMappingLetsTheRestIn_andWhatIsHereStaysAsItIs() {
        Family family = known();
        Family late = aFamily();
        Line first = Line.of(family);
        String migration = brought(first, Line.of(late));
        String purchase = purchaseOf(first);
        assertThat(counts(migration)).isEqualTo(Map.of("DONE", 1, "ERROR", 1));
        known(late);
        check(migration);
        assertThat(counts(migration)).isEqualTo(Map.of("DONE", 1, "READY", 1));
        bring(migration);
        assertThat(counts(migration)).isEqualTo(Map.of("DONE", 2));
        assertThat(purchaseOf(first)).isEqualTo(purchase);
        assertThat(entitled(late)).isTrue();
        assertThat(agreement(migration).path("agree").asBoolean()).isTrue();
    }

    @Test
    void whileTheRosterIsAwayItWaits_andThenGoesOn() {
        Family family = known();
        String migration = upload(Line.of(family));
        NEIGHBOURS.down("roster-service");
        begin(migration, "checks").expect(202);
        run.run();
        assertThat(state(migration)).isEqualTo("CHECKING");
        assertThat(counts(migration)).isEqualTo(Map.of("NEW", 1));
        NEIGHBOURS.allUp();
        closeBreakers();
        run.run();
        assertThat(state(migration)).isEqualTo("CHECKED");
        assertThat(counts(migration)).isEqualTo(Map.of("READY", 1));
    }

    private List<String> problems(String migration, int line) {
        return rows(migration)
                .get(line)
                .path("problems")
                .valueStream()
                .map(one -> one.path("field").asString() + ":" + one.path("why").asString())
                .toList();
    }
}
