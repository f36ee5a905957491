package io.jiaxiao.order.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.testkit.identity.Tokens;
import io.jiaxiao.testkit.simulation.JdbcFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The work in the background: its progress, its deaths, its rivals and its end. */
class RenewalWorkIT extends RenewalFixture {

    @Test
    void theCountsAreRightAtEachStep() {
        ClassPlacement place = aClass();
        for (int i = 0; i < 4; i++) {
            buy(member(place), PLAN);
        }
        member(place);
        String renewal = start(place);
        long id = Long.parseLong(renewal);
        assertThat(counts(renewal)).isEqualTo("LISTING 0: 0 renewed, 0 skipped, 0 cancelled, 0 waiting");
        assertThat(run.step(id)).isTrue();
        assertThat(run.step(id)).isTrue();
        assertThat(counts(renewal)).isEqualTo("RUNNING 5: 0 renewed, 0 skipped, 0 cancelled, 5 waiting");
        clock.advanceSeconds(2);
        run.step(id);
        assertThat(view(renewal).path("waiting").asInt()).isEqualTo(2);
        assertThat(view(renewal).path("elapsedMs").asLong()).isEqualTo(2000);
        run.step(id);
        assertThat(run.step(id)).isFalse();
        assertThat(counts(renewal)).isEqualTo("DONE 5: 4 renewed, 1 skipped, 0 cancelled, 0 waiting");
        assertThat(rows(renewal, "?state=SKIPPED&why=NOT_SUBSCRIBED")).hasSize(1);
        assertThat(rows(renewal, "?state=RENEWED&size=3")).hasSize(3);
    }

    @Test
    void killedAtAnyCallToTheDatabase_itGoesOn_andEachChildIsRenewedOnce() {
        ClassPlacement place = aClass();
        List<Family> families = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            families.add(member(place));
            buy(families.getLast(), PLAN);
        }
        String renewal = start(place);
        int kills = 0;
        for (int call = 1; !view(renewal).path("state").asString().equals("DONE"); call++) {
            assertThat(call).isLessThan(200);
            database().breaking().arm(call % 2 == 0 ? JdbcFault.crashBefore(call) : JdbcFault.crashAfter(call));
            if (dies()) {
                kills++;
            }
            database().breaking().disarm();
            database().breaking().restart();
            JsonNode seen = view(renewal);
            assertThat(count("SELECT COUNT(*) FROM renewal_row WHERE renewal_id = ? AND state = 'RENEWED'", renewal))
                    .isEqualTo(seen.path("renewed").asLong());
            assertThat(count(
                            "SELECT COUNT(*) FROM purchase WHERE class_id = ? AND method = 'OUTSIDE'", place.classId()))
                    .isEqualTo(seen.path("renewed").asLong());
        }
        assertThat(kills).isGreaterThan(10);
        assertThat(counts(renewal)).isEqualTo("DONE 5: 5 renewed, 0 skipped, 0 cancelled, 0 waiting");
        for (Family family : families) {
            assertThat(eventsOf(running(family)))
                    .containsExactly("CREATED 2027-04-10", "ACTIVATED 2027-04-10", "RENEWED 2027-05-10");
        }
    }

    @Test
    void twoInstancesAtOnce_andAnotherRenewalOfTheSameClass_renewEachChildOnce() throws Exception {
        ClassPlacement place = aClass();
        List<Family> families = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            families.add(member(place));
            buy(families.getLast(), PLAN);
        }
        String first = start(place);
        String second = start(place);
        atOnce(List.of(() -> run.run(), () -> run.run(), () -> run.run()));
        run.run();
        families.forEach(family -> assertThat(through(family)).isEqualTo("2027-05-10"));
        assertThat(view(first).path("renewed").asInt()
                        + view(second).path("renewed").asInt())
                .isEqualTo(7);
        assertThat(view(first).path("skipped").asInt()
                        + view(second).path("skipped").asInt())
                .isEqualTo(7);
        assertThat(view(second).path("state").asString()).isEqualTo("DONE");
    }

    @Test
    void theParentsOwnRenewalAtTheSameMoment_countsOnceOrComesOnTop_andNeverGetsLost() throws Exception {
        for (int round = 0; round < 6; round++) {
            ClassPlacement place = aClass();
            Family family = member(place);
            buy(family, PLAN);
            String purchase = order(family, PLAN);
            String renewal = start(place);
            long id = Long.parseLong(renewal);
            run.step(id);
            run.step(id);
            atOnce(List.of(() -> run.step(id), () -> payments.pay("P" + purchase)));
            run.run();
            assertThat(stateOf(purchase)).isEqualTo("PAID");
            boolean parentFirst = view(renewal).path("renewed").asInt() == 0;
            assertThat(through(family)).isEqualTo(parentFirst ? "2027-05-10" : "2027-06-10");
            assertThat(count("SELECT COUNT(*) FROM subscription_term WHERE subscription_id = ?", running(family)))
                    .isEqualTo(parentFirst ? 2 : 3);
            assertThat(jdbc.queryForObject(
                            "SELECT paid_through FROM entitlement WHERE child_id = ? AND product_code = 'AIXUE_MOBILE'",
                            String.class,
                            family.childId()))
                    .isEqualTo(through(family));
        }
    }

    @Test
    void whileTheRosterIsAwayItWaits_andNewOnesAreRefused() {
        ClassPlacement place = aClass();
        Family family = member(place);
        buy(family, PLAN);
        String renewal = start(place);
        NEIGHBOURS.down("roster-service");
        run.run();
        assertThat(view(renewal).path("state").asString()).isEqualTo("LISTING");
        assertThat(started(aKey(), ofClass(new ClassPlacement("77", "", "", "1", "", List.of())))
                        .expect(503)
                        .code())
                .isEqualTo("ROSTER_UNAVAILABLE");
        NEIGHBOURS.allUp();
        closeBreakers();
        run.run();
        assertThat(through(family)).isEqualTo("2027-05-10");
    }

    @Test
    void endedByAnOperator_whoIsRenewedStaysSo_andNobodyElseIs() {
        ClassPlacement place = aClass();
        for (int i = 0; i < 5; i++) {
            buy(member(place), PLAN);
        }
        String renewal = start(place);
        for (int i = 0; i < 3; i++) {
            run.step(Long.parseLong(renewal));
        }
        String end = RENEWALS + "/" + renewal + "/cancellations";
        http.post(end, Tokens.operator(), Map.of("reason", "学校改期")).expect(200);
        run.run();
        assertThat(counts(renewal)).isEqualTo("CANCELLED 5: 3 renewed, 0 skipped, 2 cancelled, 0 waiting");
        assertThat(count("SELECT COUNT(*) FROM purchase WHERE class_id = ? AND method = 'OUTSIDE'", place.classId()))
                .isEqualTo(3);
        assertThat(http.post(end, Tokens.operator(), Map.of("reason", "学校改期"))
                        .expect(409)
                        .code())
                .isEqualTo("RENEWAL_ENDED");
        assertThat(jdbc.queryForList(
                        "SELECT action FROM audit_log WHERE subject_type = 'RENEWAL' AND subject_id = ? ORDER BY at, id",
                        String.class,
                        renewal))
                .containsExactly("START_RENEWAL", "CANCEL_RENEWAL");
    }

    @Test
    void oneChildThatCannotBeRenewedHoldsUpNobody() {
        ClassPlacement place = aClass();
        Family broken = member(place);
        Family fine = member(place);
        String taken = buy(broken, PLAN);
        buy(fine, PLAN);
        String renewal = start(place);
        jdbc.update("UPDATE purchase SET request_key = ? WHERE id = ?", "R" + renewal + "-" + broken.childId(), taken);
        run.run();
        assertThat(counts(renewal)).isEqualTo("DONE 2: 1 renewed, 1 skipped, 0 cancelled, 0 waiting");
        assertThat(why(rows(renewal), broken)).isEqualTo("FAULT");
        assertThat(through(broken)).isEqualTo("2027-04-10");
        assertThat(through(fine)).isEqualTo("2027-05-10");
    }
}
