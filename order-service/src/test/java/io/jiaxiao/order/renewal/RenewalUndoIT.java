package io.jiaxiao.order.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import io.jiaxiao.testkit.simulation.JdbcFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Taking a whole renewal back. */
class RenewalUndoIT extends RenewalFixture {

    @Test
    void takenBack_everySubscriptionIsAsItWasBefore_andTheParentIsNoneTheWiserButForTheStream() {
        ClassPlacement place = aClass();
        List<Family> families = subscribed(place, 4);
        String renewal = done(place);
        families.forEach(family -> assertThat(through(family)).isEqualTo("2027-05-10"));
        JsonNode begun = undo(renewal, aKey()).expect(202).json();
        assertThat(progress(begun)).isEqualTo("RUNNING 4: 0 back, 0 kept, 4 waiting");
        run.run();
        assertThat(progress(undone(renewal))).isEqualTo("DONE 4: 4 back, 0 kept, 0 waiting");
        for (Family family : families) {
            String subscription = running(family);
            assertThat(through(family)).isEqualTo("2027-04-10");
            assertThat(eventsOf(subscription))
                    .containsExactly(
                            "CREATED 2027-04-10",
                            "ACTIVATED 2027-04-10",
                            "RENEWED 2027-05-10",
                            "RENEWAL_UNDONE 2027-04-10");
            assertThat(count("SELECT COUNT(*) FROM subscription_term WHERE subscription_id = ?", subscription))
                    .isEqualTo(1);
            assertThat(entitledThrough(family)).isEqualTo("2027-04-10");
            assertThat(waitingEvents("EntitlementChanged", family.childId() + ":AIXUE_MOBILE"))
                    .isEqualTo(3);
            JsonNode row = rows(renewal).get(family.childId());
            assertThat(row.path("undo").asString()).isEqualTo("TAKEN_BACK");
            assertThat(stateOf(row.path("purchaseId").asString())).isEqualTo("TAKEN_BACK");
        }
        assertThat(jdbc.queryForList(
                        "SELECT action FROM audit_log WHERE subject_type = 'RENEWAL' AND subject_id = ? ORDER BY at, id",
                        String.class,
                        renewal))
                .containsExactly("START_RENEWAL", "UNDO_RENEWAL");
        // The next renewal counts from where the first one did.
        done(place);
        families.forEach(family -> assertThat(through(family)).isEqualTo("2027-05-10"));
    }

    @Test
    void whatWasBuiltOnTheTermKeepsIt_eachForItsReason() {
        ClassPlacement place = aClass();
        Family plain = subscribed(place, 1).getFirst();
        Family paidOn = subscribed(place, 1).getFirst();
        Family cancelled = subscribed(place, 1).getFirst();
        Family paused = subscribed(place, 1).getFirst();
        Family ending = subscribed(place, 1).getFirst();
        String renewal = done(place);
        buy(paidOn, PLAN);
        cancel(cancelled, running(cancelled), null).expect(200);
        act(paused, "/pauses", Map.of("resumesOn", "2027-03-15"));
        act(ending, "/endings", Map.of());
        itIs("2027-03-15");
        act(paused, "/resumptions", Map.of());
        undo(renewal, aKey()).expect(202);
        run.run();
        assertThat(progress(undone(renewal))).isEqualTo("DONE 5: 2 back, 3 kept, 0 waiting");
        Map<String, JsonNode> rows = rows(renewal);
        assertThat(undoWhy(rows, paidOn)).isEqualTo("FOLLOWED");
        assertThat(undoWhy(rows, cancelled)).isEqualTo("ENDED");
        assertThat(undoWhy(rows, paused)).isEqualTo("MOVED");
        assertThat(rows(renewal, "?undo=KEPT&why=MOVED")).containsOnlyKeys(paused.childId());
        assertThat(through(plain)).isEqualTo("2027-04-10");
        assertThat(through(ending)).isEqualTo("2027-04-10");
        assertThat(subscriptionState(running(ending))).isEqualTo("ENDING");
        assertThat(through(paidOn)).isEqualTo("2027-06-10");
        assertThat(through(paused)).isEqualTo("2027-05-14");
    }

    @Test
    void aTermOneDayOfWhichIsUsedStays_andUntilThenItGoesBack() {
        ClassPlacement lastDay = aClass();
        ClassPlacement firstDayUsed = aClass();
        Family back = subscribed(lastDay, 1).getFirst();
        Family kept = subscribed(firstDayUsed, 1).getFirst();
        String one = done(lastDay);
        String other = done(firstDayUsed);
        itIs("2027-04-10");
        undo(one, aKey()).expect(202);
        run.run();
        assertThat(through(back)).isEqualTo("2027-04-10");
        assertThat(entitled(back, "AIXUE_MOBILE", "aixue")).isTrue();
        itIs("2027-04-11");
        undo(other, aKey()).expect(202);
        run.run();
        assertThat(undoWhy(rows(other), kept)).isEqualTo("IN_USE");
        assertThat(through(kept)).isEqualTo("2027-05-10");
    }

    @Test
    void killedAtAnyCallToTheDatabase_itGoesOn_andEachTermIsTakenBackOnce() {
        ClassPlacement place = aClass();
        List<Family> families = subscribed(place, 5);
        String renewal = done(place);
        undo(renewal, aKey()).expect(202);
        int kills = 0;
        for (int call = 1; !undone(renewal).path("state").asString().equals("DONE"); call++) {
            assertThat(call).isLessThan(200);
            database().breaking().arm(call % 2 == 0 ? JdbcFault.crashBefore(call) : JdbcFault.crashAfter(call));
            if (dies()) {
                kills++;
            }
            database().breaking().disarm();
            database().breaking().restart();
            long back = undone(renewal).path("takenBack").asLong();
            assertThat(count(
                            "SELECT COUNT(*) FROM purchase WHERE class_id = ? AND state = 'TAKEN_BACK'",
                            place.classId()))
                    .isEqualTo(back);
            assertThat(count(
                            "SELECT COUNT(*) FROM renewal_row WHERE renewal_id = ? AND undo_state = 'TAKEN_BACK'",
                            renewal))
                    .isEqualTo(back);
        }
        assertThat(kills).isGreaterThan(8);
        assertThat(progress(undone(renewal))).isEqualTo("DONE 5: 5 back, 0 kept, 0 waiting");
        families.forEach(family -> assertThat(eventsOf(running(family)))
                .containsExactly(
                        "CREATED 2027-04-10",
                        "ACTIVATED 2027-04-10",
                        "RENEWED 2027-05-10",
                        "RENEWAL_UNDONE 2027-04-10"));
    }

    @Test
    void theParentPaysAtTheSameMoment_theTermStaysUnderTheirs_orTheirsComesInItsPlace() throws Exception {
        for (int round = 0; round < 6; round++) {
            ClassPlacement place = aClass();
            Family family = subscribed(place, 1).getFirst();
            String renewal = done(place);
            String purchase = order(family, PLAN);
            undo(renewal, aKey()).expect(202);
            atOnce(List.of(() -> run.run(), () -> run.run(), () -> payments.pay("P" + purchase)));
            run.run();
            assertThat(stateOf(purchase)).isEqualTo("PAID");
            boolean parentFirst = undone(renewal).path("kept").asInt() == 1;
            assertThat(through(family)).isEqualTo(parentFirst ? "2027-06-10" : "2027-05-10");
            assertThat(entitledThrough(family)).isEqualTo(through(family));
        }
    }

    @Test
    void oneRenewalIsTakenBackOnce_notWhileItRuns_andOnlyByOperators() {
        ClassPlacement place = aClass();
        subscribed(place, 1);
        String running = start(place);
        assertThat(undo(running, aKey()).expect(409).code()).isEqualTo("RENEWAL_RUNNING");
        assertThat(http.get(RENEWALS + "/" + running + "/undo", Tokens.operator())
                        .expect(404)
                        .code())
                .isEqualTo("RENEWAL_NOT_UNDONE");
        run.run();
        String key = aKey();
        undo(running, key).expect(202);
        run.run();
        assertThat(progress(undo(running, key).expect(202).json())).isEqualTo("DONE 1: 1 back, 0 kept, 0 waiting");
        assertThat(undo(running, aKey()).expect(409).code()).isEqualTo("RENEWAL_UNDONE");
        assertThat(undo("1", aKey()).expect(404).code()).isEqualTo("RENEWAL_UNKNOWN");
        assertThat(http.post(
                                RENEWALS + "/" + running + "/undo",
                                Tokens.parent(aPerson()),
                                aKey(),
                                Map.of("reason", "误操作"))
                        .status())
                .isEqualTo(403);
        http.post(RENEWALS + "/" + running + "/undo", Tokens.operator(), aKey(), Map.of())
                .expect(400);
    }

    /** A renewal of a class that has come to its end. */
    private String done(ClassPlacement place) {
        String renewal = start(place);
        run.run();
        assertThat(view(renewal).path("state").asString()).isEqualTo("DONE");
        return renewal;
    }

    private Http.Answer undo(String renewal, String key) {
        return http.post(RENEWALS + "/" + renewal + "/undo", Tokens.operator(), key, Map.of("reason", "选错了学校"));
    }

    private JsonNode undone(String renewal) {
        return http.get(RENEWALS + "/" + renewal + "/undo", Tokens.operator())
                .expect(200)
                .json();
    }

    private static String progress(JsonNode seen) {
        return "%s %d: %d back, %d kept, %d waiting"
                .formatted(
                        seen.path("state").asString(),
                        seen.path("total").asInt(),
                        seen.path("takenBack").asInt(),
                        seen.path("kept").asInt(),
                        seen.path("waiting").asInt());
    }

    private static String undoWhy(Map<String, JsonNode> rows, Family family) {
        return rows.get(family.childId()).path("undoWhy").asString();
    }

    private void act(Family family, String what, Map<String, Object> body) {
        http.post("/api/v1/subscriptions/" + running(family) + what, Tokens.parent(family.parent()), body)
                .expect(200);
    }

    private String entitledThrough(Family family) {
        return jdbc.queryForObject(
                "SELECT paid_through FROM entitlement WHERE child_id = ? AND product_code = 'AIXUE_MOBILE'",
                String.class,
                family.childId());
    }
}
