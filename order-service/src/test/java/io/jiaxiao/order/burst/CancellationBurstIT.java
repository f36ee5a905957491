package io.jiaxiao.order.burst;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.testkit.identity.Tokens;
import io.jiaxiao.testkit.simulation.JdbcFault;
import io.jiaxiao.testkit.simulation.SimulatedCrash;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A burst of cancellations in one school (O9): eight in half an hour, where none is usual. */
class CancellationBurstIT extends ShopFixture {

    private static final String MONTH = "AIXUE_MOBILE_M1";
    private static final String BURSTS = "/admin/v1/cancellation-bursts";

    @Autowired
    private NoticeBursts notice;

    private final ClassPlacement place = aClass();

    @Test
    void aBurstIsNoticedOnce_andItsEndOnce_withEveryCancellationItIsMadeOf() {
        List<Family> families = members(12);
        List<String> purchases = bought(families);
        for (int i = 0; i < 7; i++) {
            ends(families.get(i), purchases.get(i), i);
            clock.advanceSeconds(60);
            notice.look();
        }
        assertThat(bursts()).as("seven are none yet").isEmpty();
        ends(families.get(7), purchases.get(7), 7);
        notice.look();
        notice.look();
        JsonNode burst = bursts().getFirst();
        String id = burst.path("id").asString();
        assertThat(burst.path("state").asString()).isEqualTo("OPEN");
        assertThat(burst.path("threshold").asInt()).isEqualTo(8);
        assertThat(burst.path("usual").asDouble()).isZero();
        assertThat(told(id)).containsExactly("BEGAN 8");

        clock.advanceSeconds(600);
        ends(families.get(8), purchases.get(8), 8);
        ends(families.get(9), purchases.get(9), 9);
        notice.look();
        assertThat(bursts().getFirst().path("peak").asInt()).isEqualTo(10);
        clock.advanceSeconds(1260);
        notice.look();
        assertThat(bursts().getFirst().path("state").asString())
                .as("two are left in the window")
                .isEqualTo("ENDED");
        notice.look();
        assertThat(told(id)).containsExactly("BEGAN 8", "ENDED 10");
        assertThat(http.get(BURSTS + "/" + id + "/cancellations", Tokens.operator())
                        .expect(200)
                        .json()
                        .path("items")
                        .valueStream()
                        .map(line -> line.path("purchaseId").asString())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(purchases.subList(0, 10));
        assertThat(listed(id, "ENDED")).containsAll(purchases.subList(0, 10)).doesNotContain(purchases.get(10));
    }

    @Test
    void eightAreNoBurstInASchoolThatLosesTwoInEachHalfHourAnyway() {
        List<Family> families = members(8);
        List<String> purchases = bought(families);
        String model = subscriptionOf(purchases.getFirst());
        List<Object[]> before = new ArrayList<>();
        for (int i = 0; i < 2688; i++) {
            before.add(new Object[] {number(), Long.toString(number()), model});
        }
        jdbc.batchUpdate(
                "INSERT INTO subscription (id, child_id, product_code, person_id, school_id, state, state_at, paid_through,"
                        + " created_at) SELECT ?, ?, product_code, person_id, school_id, 'CANCELLED', state_at, paid_through,"
                        + " created_at FROM subscription WHERE id = ?",
                before);
        jdbc.update(
                "INSERT INTO subscription_event (subscription_id, seq, at, kind, actor, paid_through)"
                        + " SELECT id, 1, ?, 'CANCELLED', 'person:1', paid_through FROM subscription"
                        + " WHERE school_id = ? AND state = 'CANCELLED'",
                Timestamp.from(clock.instant().minusSeconds(86_400)),
                place.schoolId());
        for (int i = 0; i < 8; i++) {
            ends(families.get(i), purchases.get(i), i);
        }
        notice.look();
        assertThat(bursts()).isEmpty();
    }

    @Test
    void whatTheCalendarEndsIsNoCancellation_norWhatAnOperatorEnds() {
        List<Family> families = members(9);
        List<String> purchases = bought(families);
        for (int i = 0; i < 9; i++) {
            http.post(
                            "/admin/v1/purchases/" + purchases.get(i) + "/refunds",
                            Tokens.operator(101),
                            aKey(),
                            Map.of("amountFen", 1500, "subscription", "END", "reason", "误订"))
                    .expect(201);
        }
        notice.look();
        assertThat(bursts()).isEmpty();
    }

    @Test
    void manyInstancesAtOnceTellOfItOnce() throws Exception {
        List<Family> families = members(8);
        List<String> purchases = bought(families);
        for (int i = 0; i < 8; i++) {
            ends(families.get(i), purchases.get(i), i);
        }
        atOnce(6);
        String id = bursts().getFirst().path("id").asString();
        assertThat(bursts()).hasSize(1);
        assertThat(told(id)).containsExactly("BEGAN 8");
        clock.advanceSeconds(1900);
        atOnce(6);
        assertThat(told(id)).containsExactly("BEGAN 8", "ENDED 8");
    }

    @Test
    void killedAtAnyCallToTheDatabase_itIsToldOnceWhenItGoesOn() {
        List<Family> families = members(8);
        List<String> purchases = bought(families);
        for (int i = 0; i < 8; i++) {
            ends(families.get(i), purchases.get(i), i);
        }
        int kills = 0;
        for (int call = 1; bursts().isEmpty(); call++) {
            assertThat(call).isLessThan(400);
            database().breaking().arm(call % 2 == 0 ? JdbcFault.crashBefore(call) : JdbcFault.crashAfter(call));
            kills += dies() ? 1 : 0;
            database().breaking().disarm();
            database().breaking().restart();
        }
        assertThat(kills).isGreaterThan(5);
        notice.look();
        JsonNode burst = bursts().getFirst();
        assertThat(bursts()).hasSize(1);
        assertThat(told(burst.path("id").asString())).containsExactly("BEGAN 8");
        assertThat(burst.path("total").asInt()).isEqualTo(8);
    }

    private boolean dies() {
        boolean[] died = {false};
        database().run(() -> {
            try {
                notice.look();
            } catch (SimulatedCrash | RuntimeException e) {
                died[0] = true;
            }
        });
        return died[0];
    }

    @Test
    void onlyOperatorsSee_andWhatIsNotThereIsNotFound() {
        http.get(BURSTS, Tokens.parent(aPerson())).expect(403);
        http.get(BURSTS + "/1", Tokens.operator()).expect(404);
        http.get(BURSTS + "/1/cancellations", Tokens.operator()).expect(404);
        assertThat(http.get(BURSTS + "?state=LOST", Tokens.operator())
                        .expect(400)
                        .fields())
                .containsExactly("state");
    }

    private void atOnce(int instances) throws Exception {
        var together = new CyclicBarrier(instances);
        try (var threads = Executors.newFixedThreadPool(instances)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < instances; i++) {
                running.add(threads.submit(() -> {
                    together.await();
                    notice.look();
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private List<Family> members(int many) {
        List<Family> families = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            long parent = aPerson();
            families.add(new Family(parent, aChildOf(parent, place), place));
        }
        return families;
    }

    private List<String> bought(List<Family> families) {
        return families.stream().map(family -> buy(family, MONTH)).toList();
    }

    /** At once, or for the last paid day: both are meant. */
    private void ends(Family family, String purchase, int turn) {
        String subscription = subscriptionOf(purchase);
        if (turn % 2 == 0) {
            cancel(family, subscription, null).expect(200);
        } else {
            http.post("/api/v1/subscriptions/" + subscription + "/endings", Tokens.parent(family.parent()), Map.of())
                    .expect(200);
        }
    }

    private List<JsonNode> bursts() {
        return http.get(BURSTS + "?schoolId=" + place.schoolId(), Tokens.operator())
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private List<String> told(String burst) {
        return jdbc.queryForList(
                "SELECT CONCAT(JSON_VALUE(payload, '$.phase'), ' ', JSON_VALUE(payload, '$.total')) FROM outbox"
                        + " WHERE tag = 'CancellationBurstSeen' AND aggregate_id = ? ORDER BY seq",
                String.class,
                burst);
    }

    private List<String> listed(String burst, String phase) {
        String payload = jdbc.queryForObject(
                "SELECT JSON_QUERY(payload, '$.listed') FROM outbox WHERE tag = 'CancellationBurstSeen' AND aggregate_id = ?"
                        + " AND JSON_VALUE(payload, '$.phase') = ?",
                String.class,
                burst,
                phase);
        return JsonMapper.builder()
                .build()
                .readTree(payload)
                .valueStream()
                .map(one -> one.path("purchaseId").asString())
                .toList();
    }
}
