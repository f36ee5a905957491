package io.jiaxiao.order.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ChildPlacement;
import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import io.jiaxiao.testkit.simulation.JdbcFault;
import io.jiaxiao.testkit.simulation.SimulatedCrash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Operators renew children and classes. A chunk is three children here, so that a class is more than one. */
class RenewalIT extends ShopFixture {

    private static final String PLAN = "AIXUE_MOBILE_M1";
    private static final String RENEWALS = "/admin/v1/renewals";

    @Autowired
    private RunRenewals run;

    @BeforeEach
    void aDay() {
        itIs("2027-03-10");
    }

    @Test
    void whatThePreviewShowsIsWhatIsDone_andWhoIsLeftOutHasAReason() {
        ClassPlacement place = aClass();
        Family plain = member(place);
        Family none = member(place);
        Family paused = member(place);
        Family ending = member(place);
        Family longer = member(place);
        List.of(plain, paused, ending, longer, longer).forEach(family -> buy(family, PLAN));
        String resting = running(paused);
        http.post(
                        "/api/v1/subscriptions/" + resting + "/pauses",
                        Tokens.parent(paused.parent()),
                        Map.of("resumesOn", "2027-03-21"))
                .expect(200);
        http.post("/api/v1/subscriptions/" + running(ending) + "/endings", Tokens.parent(ending.parent()), Map.of())
                .expect(200);
        Map<String, Object> question = ofClass(place);
        question.keySet().removeAll(List.of("settlement", "reason"));
        JsonNode shown = http.post(RENEWALS + "/previews", Tokens.operator(), question)
                .expect(200)
                .json();
        assertThat(shown.path("renewed").asInt()).isEqualTo(2);
        assertThat(shown.path("skipped").asInt()).isEqualTo(3);
        assertThat(shown.path("totalFen").asLong()).isEqualTo(3000);
        assertThat(through(plain)).isEqualTo("2027-04-10");

        String renewal = start(place);
        run.run();
        Map<String, JsonNode> rows = rows(renewal);
        shown.path("items").forEach(line -> {
            JsonNode row = rows.get(line.path("childId").asString());
            for (String field : List.of("why", "after", "through", "amountFen")) {
                assertThat(row.path(field)).as("%s of %s", field, row).isEqualTo(line.path(field));
            }
        });
        assertThat(why(rows, none)).isEqualTo("NOT_SUBSCRIBED");
        assertThat(why(rows, ending)).isEqualTo("ENDING");
        assertThat(why(rows, longer)).isEqualTo("PAID_LONGER");
        assertThat(through(plain)).isEqualTo("2027-05-10");
        assertThat(eventsOf(running(plain)))
                .containsExactly("CREATED 2027-04-10", "ACTIVATED 2027-04-10", "RENEWED 2027-05-10");
        assertThat(waitingEvents("EntitlementChanged", plain.childId() + ":AIXUE_MOBILE"))
                .isEqualTo(2);
        assertThat(subscriptionState(resting)).isEqualTo("PAUSED");
        assertThat(entitled(paused, "AIXUE_MOBILE", "aixue")).isFalse();
        itIs("2027-03-21");
        http.post("/api/v1/subscriptions/" + resting + "/resumptions", Tokens.parent(paused.parent()), Map.of())
                .expect(200);
        assertThat(through(paused)).isEqualTo("2027-05-20");
        assertThat(entitled(plain, "AIXUE_MOBILE", "aixue")).isTrue();
    }

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
    void theSameKeyStartsOneRenewal_andAnotherWishUnderItIsRefused() {
        ClassPlacement place = aClass();
        Family family = member(place);
        buy(family, PLAN);
        String key = aKey();
        String first =
                started(key, ofClass(place)).expect(202).json().path("id").asString();
        run.run();
        run.run();
        assertThat(started(key, ofClass(place)).expect(202).json().path("id").asString())
                .isEqualTo(first);
        Map<String, Object> other = ofClass(place);
        other.put("reason", "另一个原因");
        assertThat(started(key, other).expect(422).code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        String again = start(place);
        run.run();
        assertThat(why(rows(again), family)).isEqualTo("PAID_LONGER");
        assertThat(through(family)).isEqualTo("2027-05-10");
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
    void whoLeftTheClassSinceItWasListedIsNotRenewed_norWhoCameLater() {
        ClassPlacement place = aClass();
        Family stays = member(place);
        Family leaves = member(place);
        buy(stays, PLAN);
        buy(leaves, PLAN);
        String renewal = start(place);
        run.step(Long.parseLong(renewal));
        NEIGHBOURS.has(new ChildPlacement(leaves.childId(), leaves.child().guardianIds(), null));
        Family late = member(place);
        buy(late, PLAN);
        run.run();
        assertThat(why(rows(renewal), leaves)).isEqualTo("LEFT_CLASS");
        assertThat(through(leaves)).isEqualTo("2027-04-10");
        assertThat(through(stays)).isEqualTo("2027-05-10");
        assertThat(rows(renewal)).doesNotContainKey(late.childId());
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

    @Test
    void aChildIsRenewedAtThePriceOfItsPlace_andItsParentGetsBackOnlyWhatWasPaidHere() {
        ClassPlacement place = aClass();
        Family family = member(place);
        Family classmate = member(place);
        String purchase = buy(family, PLAN);
        buy(classmate, PLAN);
        http.post(
                        "/admin/v1/tariffs",
                        Tokens.operator(),
                        Map.of(
                                "planCode",
                                PLAN,
                                "scope",
                                "UNIT",
                                "scopeId",
                                place.schoolId(),
                                "priceFen",
                                900,
                                "reason",
                                "学校统一缴费"))
                .expect(201);
        Map<String, Object> wish = ofClass(place);
        wish.remove("classIds");
        wish.put("childId", family.childId());
        String renewal = started(aKey(), wish).expect(202).json().path("id").asString();
        run.run();
        assertThat(rows(renewal)).containsOnlyKeys(family.childId());
        assertThat(rows(renewal).get(family.childId()).path("amountFen").asLong())
                .isEqualTo(900);
        assertThat(through(classmate)).isEqualTo("2027-04-10");
        String subscription = subscriptionOf(purchase);
        assertThat(refundPreview(family, subscription)).isEqualTo(1500);
        cancel(family, subscription, 1500L).expect(200);
        payments.arrive("P" + purchase);
        assertThat(subscriptionState(subscription)).isEqualTo("REFUNDED");
        assertThat(payments.kept("P" + purchase)).isZero();
    }

    @Test
    void whatCannotBeRenewedIsRefusedWithWords() {
        ClassPlacement place = aClass();
        Map<String, Object> promotion = ofClass(place);
        promotion.put("planCode", "GAOKAO_VIP_M3_BACK3");
        assertThat(started(aKey(), promotion).expect(409).code()).isEqualTo("PLAN_UNDER_PROMOTION");
        Map<String, Object> unknown = ofClass(place);
        unknown.put("planCode", "NO_SUCH_PLAN");
        assertThat(started(aKey(), unknown).expect(404).code()).isEqualTo("PLAN_UNKNOWN");
        Map<String, Object> both = ofClass(place);
        both.put("childId", "1");
        assertThat(started(aKey(), both).expect(400).code()).isEqualTo("INVALID_REQUEST");
        assertThat(http.post(RENEWALS, Tokens.parent(aPerson()), aKey(), ofClass(place))
                        .status())
                .isEqualTo(403);
        assertThat(http.get(RENEWALS + "/1", Tokens.operator()).expect(404).code())
                .isEqualTo("RENEWAL_UNKNOWN");
    }

    private boolean dies() {
        boolean[] died = {false};
        database().run(() -> {
            try {
                run.run();
            } catch (SimulatedCrash | RuntimeException e) {
                died[0] = true;
            }
        });
        return died[0];
    }

    private static void atOnce(List<Runnable> acts) throws Exception {
        var together = new CyclicBarrier(acts.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(acts.size())) {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable act : acts) {
                running.add(threads.submit(() -> {
                    together.await();
                    act.run();
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private static Family member(ClassPlacement place) {
        long parent = aPerson();
        return new Family(parent, aChildOf(parent, place), place);
    }

    private static Map<String, Object> ofClass(ClassPlacement place) {
        Map<String, Object> wish = new HashMap<>();
        wish.put("classIds", List.of(place.classId()));
        wish.put("planCode", PLAN);
        wish.put("endingBy", "2027-04-30");
        wish.put("settlement", "郑州实验小学 2027-03 合同");
        wish.put("reason", "学校统一续订");
        return wish;
    }

    private Http.Answer started(String key, Map<String, Object> wish) {
        return http.post(RENEWALS, Tokens.operator(), key, wish);
    }

    private String start(ClassPlacement place) {
        return started(aKey(), ofClass(place)).expect(202).json().path("id").asString();
    }

    private JsonNode view(String renewal) {
        return http.get(RENEWALS + "/" + renewal, Tokens.operator()).expect(200).json();
    }

    private String counts(String renewal) {
        JsonNode seen = view(renewal);
        return "%s %d: %d renewed, %d skipped, %d cancelled, %d waiting"
                .formatted(
                        seen.path("state").asString(),
                        seen.path("total").asInt(),
                        seen.path("renewed").asInt(),
                        seen.path("skipped").asInt(),
                        seen.path("cancelled").asInt(),
                        seen.path("waiting").asInt());
    }

    private Map<String, JsonNode> rows(String renewal) {
        return rows(renewal, "");
    }

    private Map<String, JsonNode> rows(String renewal, String query) {
        Map<String, JsonNode> rows = new HashMap<>();
        http.get(RENEWALS + "/" + renewal + "/rows" + query, Tokens.operator())
                .expect(200)
                .json()
                .path("items")
                .forEach(row -> rows.put(row.path("childId").asString(), row));
        return rows;
    }

    private static String why(Map<String, JsonNode> rows, Family family) {
        return rows.get(family.childId()).path("why").asString();
    }

    private String running(Family family) {
        return jdbc.queryForObject(
                "SELECT id FROM subscription WHERE open_child = ? AND product_code = 'AIXUE_MOBILE'",
                String.class,
                family.childId());
    }

    private String through(Family family) {
        return jdbc.queryForObject(
                "SELECT paid_through FROM subscription WHERE open_child = ? AND product_code = 'AIXUE_MOBILE'",
                String.class,
                family.childId());
    }

    private long count(String sql, Object argument) {
        return jdbc.queryForObject(sql, Long.class, argument);
    }
}
