package io.jiaxiao.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.contracts.risk.RiskAlarm;
import io.jiaxiao.risk.fixture.HeardAlarms;
import io.jiaxiao.risk.fixture.RiskFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class WatchAndForgetIT extends RiskFixture {

    private static final String KNOWN_OF_COUPONS = "risk:{COUPON}:stored-up-to";

    @Autowired
    private WatchDecisions watch;

    @Autowired
    private ForgetDecisions forget;

    @Test
    void aBurstOfRejectsIsToldOnce_howeverManyLook() throws Exception {
        Map<String, Object> event = with(with(anEvent(), "scene", "COUPON"), "facts", Map.of());
        for (int i = 0; i < 20 + 50; i++) {
            verdict(again(event));
        }

        List<Callable<Void>> rounds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            rounds.add(() -> {
                watch.look();
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var round : threads.invokeAll(rounds)) {
                round.get();
            }
        }

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !HeardAlarms.about("REJECT_BURST", "COUPON").isEmpty());
        watch.look();
        assertThat(HeardAlarms.about("REJECT_BURST", "COUPON")).hasSize(1);
        assertThat(HeardAlarms.about("REJECT_BURST", "SUBSCRIPTION")).isEmpty();
    }

    /** As a full Redis does. */
    @Test
    void whenRedisRefusesToCount_theAlarmTellsWhatItSaid_andNothingAboutPeople() {
        Map<String, Object> event = with(with(anEvent(), "scene", "COUPON"), "facts", Map.of());
        // in one step: what was told before is written again every second
        String asAList = "\"redis.call('DEL', KEYS[1]) return redis.call('LPUSH', KEYS[1], 1)\"";
        assertThat(redis("EVAL " + asAList + " 1 " + KNOWN_OF_COUPONS)).isEqualTo(":1");
        try {
            assertThat(verdict(event)).isEqualTo("REVIEW");
            watch.look();
        } finally {
            redis("DEL " + KNOWN_OF_COUPONS);
        }

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !HeardAlarms.about("WINDOWS_AWAY", "COUPON").isEmpty());
        assertThat(HeardAlarms.about("WINDOWS_AWAY", "COUPON"))
                .singleElement()
                .extracting(RiskAlarm::detail)
                .asString()
                .contains("WRONGTYPE")
                .doesNotContain((String) event.get("personId"))
                .doesNotContain((String) event.get("device"));
        assertThat(verdict(again(event))).isEqualTo("PASS");
    }

    @Test
    void samplesAreForgottenAfterAMonth_hitsAfterHalfAYear() {
        Map<String, Object> passed = anEvent();
        Map<String, Object> hit = with(anEvent(), "facts", Map.of("points", 40_000));
        Map<String, Object> oldHit = with(anEvent(), "facts", Map.of("points", 40_000));
        for (Map<String, Object> event : List.of(passed, hit, oldHit)) {
            verdict(event);
            await().until(() -> stored(id(event)) == 1);
        }
        age(passed, 31);
        age(hit, 31);
        age(oldHit, 181);

        assertThat(forget.run()).isEqualTo(2);

        assertThat(stored(id(passed))).isZero();
        assertThat(stored(id(hit))).isOne();
        assertThat(stored(id(oldHit))).isZero();
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM decision_hit h LEFT JOIN decision d ON d.id = h.decision_id WHERE d.id IS"
                                + " NULL",
                        Integer.class))
                .isZero();
    }

    private void age(Map<String, Object> event, int days) {
        jdbc.update("UPDATE decision SET decided_at = decided_at - INTERVAL ? DAY WHERE event_id = ?", days, id(event));
    }

    private static String id(Map<String, Object> event) {
        return (String) event.get("eventId");
    }
}
