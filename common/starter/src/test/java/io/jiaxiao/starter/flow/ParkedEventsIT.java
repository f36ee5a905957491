package io.jiaxiao.starter.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import io.jiaxiao.testkit.spring.JiaxiaoIntegrationTest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/** What operators do with events that kept failing. */
@JiaxiaoIntegrationTest
@TestPropertySource(properties = {"spring.application.name=flow-service", "jiaxiao.db.schema=flow"})
class ParkedEventsIT {

    private static final AtomicLong NEXT = new AtomicLong(1_000);
    private static final String PATH = "/admin/v1/parked-events/flow-service";
    private static final String REASON = "{\"reason\":\"数据已修正\"}";

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private FlowApplication.Seen seen;

    @LocalServerPort
    private int port;

    @Test
    void aParkedEvent_isListedWithItsError_forOperatorsOnly() {
        long event = parked("flow-happened", "listed", 7);
        var answer = get("?consumer=flow-happened&size=200", Tokens.operator());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"eventId\":\"" + event + "\"", "listed", "no such account");
        assertThat(get("", Tokens.parent(42)).status()).isEqualTo(403);
        assertThat(get("", "").status()).isEqualTo(401);
        assertThat(get("?size=0", Tokens.operator()).status()).isEqualTo(400);
    }

    @Test
    void triedAgain_itsEffectHappensOnce_andTheAuditSaysWhoAndWhy() {
        long event = parked("flow-happened", "retried", 7);
        assertThat(post("flow-happened", event, "retries").status()).isEqualTo(204);
        assertThat(post("flow-happened", event, "retries").status()).isEqualTo(404);
        assertThat(seen.of("retried")).containsExactly(7);
        assertThat(waiting(event)).isZero();
        assertThat(audited("RETRY_PARKED_EVENT", event)).isEqualTo("数据已修正");
    }

    @Test
    void anEffectThatFailsAgain_leavesTheEventParked_withTheNewError() {
        long event = parked("flow-happened", "fails again", 7);
        seen.failures.put("fails again", new AtomicInteger(1));
        var answer = post("flow-happened", event, "retries");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("PARKED_EVENT_FAILED_AGAIN");
        assertThat(jdbc.queryForObject("SELECT error FROM inbox_parked WHERE event_id = ?", String.class, event))
                .contains("ordered failure");
        assertThat(post("flow-happened", event, "retries").status()).isEqualTo(204);
        assertThat(seen.of("fails again")).containsExactly(7);
    }

    @Test
    void anEventThatWasTakenInMeanwhile_onlyLeavesTheList() {
        long event = parked("flow-happened", "came late", 7);
        jdbc.update("INSERT INTO inbox (consumer, event_id, handled_at) VALUES ('flow-happened', ?, NOW())", event);
        assertThat(post("flow-happened", event, "retries").status()).isEqualTo(204);
        assertThat(seen.of("came late")).isEmpty();
        assertThat(waiting(event)).isZero();
    }

    @Test
    void workIsTriedAgainToo() {
        long event = parked("flow-pressing", "work", 7);
        assertThat(post("flow-pressing", event, "retries").status()).isEqualTo(204);
        assertThat(seen.pressing).contains("work");
        assertThat(waiting(event)).isZero();
    }

    @Test
    void anEventGivenUp_hasNoEffect_andTheAuditKeepsItWhole() {
        long event = parked("flow-happened", "given up", 7);
        assertThat(post("flow-happened", event, "discards").status()).isEqualTo(204);
        assertThat(seen.of("given up")).isEmpty();
        assertThat(waiting(event)).isZero();
        assertThat(audited("DISCARD_PARKED_EVENT", event)).isEqualTo("数据已修正");
        assertThat(jdbc.queryForObject(
                        "SELECT before_state FROM audit_log WHERE subject_id = ?",
                        String.class,
                        "flow-happened/" + event))
                .contains("given up");
    }

    @Test
    void aReasonIsAskedFor() {
        long event = parked("flow-happened", "no reason", 7);
        assertThat(post("flow-happened", event, "retries", "{\"reason\":\" \"}").status())
                .isEqualTo(400);
        assertThat(waiting(event)).isOne();
    }

    private long parked(String consumer, String what, int number) {
        long event = NEXT.incrementAndGet();
        String payload = consumer.equals("flow-happened")
                ? "{\"what\":\"" + what + "\",\"number\":" + number + "}"
                : "{\"what\":\"" + what + "\"}";
        jdbc.update(
                "INSERT INTO inbox_parked"
                        + " (consumer, event_id, topic, tag, aggregate_id, payload, occurred_at, error, parked_at)"
                        + " VALUES (?, ?, 'roster-events', 'Happened', ?, ?, NOW(), 'no such account', NOW())",
                consumer,
                event,
                what,
                payload);
        return event;
    }

    private long waiting(long event) {
        Long count = jdbc.queryForObject("SELECT COUNT(*) FROM inbox_parked WHERE event_id = ?", Long.class, event);
        return count == null ? 0 : count;
    }

    private @Nullable String audited(String action, long event) {
        return jdbc.queryForObject(
                "SELECT reason FROM audit_log WHERE action = ? AND subject_id = ?",
                String.class,
                action,
                "flow-happened/" + event);
    }

    private Http.Answer get(String query, String token) {
        return new Http(port).get(PATH + query, token);
    }

    private Http.Answer post(String consumer, long event, String what) {
        return post(consumer, event, what, REASON);
    }

    private Http.Answer post(String consumer, long event, String what, String body) {
        return new Http(port).post(PATH + "/" + consumer + "/" + event + "/" + what, Tokens.operator(), body);
    }
}
