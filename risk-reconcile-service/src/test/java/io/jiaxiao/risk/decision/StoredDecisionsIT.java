package io.jiaxiao.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was decided with a hit stays decided, whatever Redis forgets; what is new asks the database nothing. */
class StoredDecisionsIT extends DecisionFixture {

    @Test
    void aHitStaysDecided_whenRedisHasLostItsMemory_andOnceItKnowsAgain() {
        String rule = aLiveRule("facts.sku == 'forgotten'", "REJECT", "ON");
        Map<String, Object> event = with(anEvent(), "facts", Map.of("points", 1, "sku", "forgotten"));
        Map<String, Object> later = with(anEvent(), "facts", Map.of("points", 1, "sku", "forgotten"));
        JsonNode decision = expect(200, ask(event)).json();
        JsonNode ofLater = expect(200, ask(later)).json();
        assertThat(decision.path("verdict").asString()).isEqualTo("REJECT");
        mode(rule, "OFF");

        redis("FLUSHDB");

        assertThat(ask(with(event, "ip", "1.1.1.1")).status()).as("other facts").isEqualTo(422);
        assertThat(ask(event).json())
                .as("though Redis now knows the other facts")
                .isEqualTo(decision);
        await().atMost(Duration.ofSeconds(10)).until(() -> remembered(later) > 0);
        assertThat(ask(later).json()).isEqualTo(ofLater);
        assertThat(verdict(again(event))).as("a new one, the rule being off").isEqualTo("PASS");
    }

    @Test
    void aHitIsRememberedForAsLongAsItIsKept_aPassForTwoHours() {
        Map<String, Object> pass = anEvent();
        verdict(pass);
        Map<String, Object> hit = with(anEvent(), "facts", Map.of("points", 60_000));
        verdict(hit);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> remembered(hit) > Duration.ofDays(179).toMillis());
        assertThat(remembered(pass))
                .isBetween(
                        Duration.ofMinutes(110).toMillis(), Duration.ofHours(2).toMillis());
    }

    @Test
    void anEventThatIsNewToRedis_isNotLookedForInTheDatabase() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            Map<String, Object> event = anEvent();
            // nobody can have decided it, so finding it would show that somebody has looked
            jdbc.update(
                    "INSERT INTO decision (id, scene, event_id, fingerprint, person_id, verdict, rules, message, kept,"
                            + " weight, degraded, inputs, undecided, decided_at) VALUES (?, 'REDEMPTION', ?, 'another',"
                            + " 'p', 'PASS', '', '', 'SAMPLE', 1, 0, '{}', '', NOW(3) - INTERVAL 40 DAY)",
                    Math.abs(event.hashCode()) + 1L,
                    event.get("eventId"));
            int status = ask(event).status();
            jdbc.update("DELETE FROM decision WHERE event_id = ? AND fingerprint = 'another'", event.get("eventId"));
            return status == 200;
        });
    }

    /** In ms; negative when it is not. */
    private static long remembered(Map<String, Object> event) {
        return Long.parseLong(
                redis("PTTL risk:{REDEMPTION}:e:" + event.get("eventId")).substring(1));
    }
}
