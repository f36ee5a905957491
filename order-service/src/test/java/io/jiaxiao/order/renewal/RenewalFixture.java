package io.jiaxiao.order.renewal;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
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
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Classes whose children an operator renews. A chunk is three children here, so that a class is more than one. */
abstract class RenewalFixture extends ShopFixture {

    static final String PLAN = "AIXUE_MOBILE_M1";
    static final String RENEWALS = "/admin/v1/renewals";

    @Autowired
    RunRenewals run;

    @BeforeEach
    void aDay() {
        itIs("2027-03-10");
    }

    boolean dies() {
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

    static void atOnce(List<Runnable> acts) throws Exception {
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

    static Family member(ClassPlacement place) {
        long parent = aPerson();
        return new Family(parent, aChildOf(parent, place), place);
    }

    static Map<String, Object> ofClass(ClassPlacement place) {
        Map<String, Object> wish = wish();
        wish.put("classIds", List.of(place.classId()));
        return wish;
    }

    static Map<String, Object> ofSchools(List<String> schoolIds) {
        Map<String, Object> wish = wish();
        wish.put("schoolIds", schoolIds);
        return wish;
    }

    private static Map<String, Object> wish() {
        Map<String, Object> wish = new HashMap<>();
        wish.put("planCode", PLAN);
        wish.put("endingBy", "2027-04-30");
        wish.put("settlement", "郑州实验小学 2027-03 合同");
        wish.put("reason", "学校统一续订");
        return wish;
    }

    /** Children of a class whose subscription runs. */
    List<Family> subscribed(ClassPlacement place, int many) {
        List<Family> families = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            families.add(member(place));
            buy(families.getLast(), PLAN);
        }
        return families;
    }

    JsonNode preview(Map<String, Object> wish) {
        wish.keySet().removeAll(List.of("settlement", "reason"));
        return http.post(RENEWALS + "/previews", Tokens.operator(), wish)
                .expect(200)
                .json();
    }

    Http.Answer started(String key, Map<String, Object> wish) {
        return http.post(RENEWALS, Tokens.operator(), key, wish);
    }

    String start(ClassPlacement place) {
        return started(aKey(), ofClass(place)).expect(202).json().path("id").asString();
    }

    JsonNode view(String renewal) {
        return http.get(RENEWALS + "/" + renewal, Tokens.operator()).expect(200).json();
    }

    String counts(String renewal) {
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

    Map<String, JsonNode> rows(String renewal) {
        return rows(renewal, "");
    }

    Map<String, JsonNode> rows(String renewal, String query) {
        Map<String, JsonNode> rows = new HashMap<>();
        http.get(RENEWALS + "/" + renewal + "/rows" + query, Tokens.operator())
                .expect(200)
                .json()
                .path("items")
                .forEach(row -> rows.put(row.path("childId").asString(), row));
        return rows;
    }

    static String why(Map<String, JsonNode> rows, Family family) {
        return rows.get(family.childId()).path("why").asString();
    }

    String running(Family family) {
        return jdbc.queryForObject(
                "SELECT id FROM subscription WHERE open_child = ? AND product_code = 'AIXUE_MOBILE'",
                String.class,
                family.childId());
    }

    String through(Family family) {
        return jdbc.queryForObject(
                "SELECT paid_through FROM subscription WHERE open_child = ? AND product_code = 'AIXUE_MOBILE'",
                String.class,
                family.childId());
    }

    long count(String sql, Object argument) {
        return jdbc.queryForObject(sql, Long.class, argument);
    }
}
