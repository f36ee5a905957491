package io.jiaxiao.starter.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.testkit.spring.JiaxiaoIntegrationTest;
import io.jiaxiao.testkit.spring.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
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
    private static final String REASON = "{\"reason\":\"数据已修正\"}";

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private FlowApplication.Seen seen;

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aParkedEvent_isListedWithItsError_forOperatorsOnly() {
        long event = parked("flow-happened", "listed", 7);
        var answer = get("?consumer=flow-happened&size=200", TestTokens.operator("1"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"eventId\":\"" + event + "\"", "listed", "no such account");
        assertThat(get("", TestTokens.user("42", "PARENT")).statusCode()).isEqualTo(403);
        assertThat(get("", null).statusCode()).isEqualTo(401);
        assertThat(get("?size=0", TestTokens.operator("1")).statusCode()).isEqualTo(400);
    }

    @Test
    void triedAgain_itsEffectHappensOnce_andTheAuditSaysWhoAndWhy() {
        long event = parked("flow-happened", "retried", 7);
        assertThat(post("flow-happened", event, "retries").statusCode()).isEqualTo(204);
        assertThat(post("flow-happened", event, "retries").statusCode()).isEqualTo(404);
        assertThat(seen.of("retried")).containsExactly(7);
        assertThat(waiting(event)).isZero();
        assertThat(audited("RETRY_PARKED_EVENT", event)).isEqualTo("数据已修正");
    }

    @Test
    void anEffectThatFailsAgain_leavesTheEventParked_withTheNewError() {
        long event = parked("flow-happened", "fails again", 7);
        seen.failures.put("fails again", new AtomicInteger(1));
        var answer = post("flow-happened", event, "retries");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("PARKED_EVENT_FAILED_AGAIN");
        assertThat(jdbc.queryForObject("SELECT error FROM inbox_parked WHERE event_id = ?", String.class, event))
                .contains("ordered failure");
        assertThat(post("flow-happened", event, "retries").statusCode()).isEqualTo(204);
        assertThat(seen.of("fails again")).containsExactly(7);
    }

    @Test
    void anEventThatWasTakenInMeanwhile_onlyLeavesTheList() {
        long event = parked("flow-happened", "came late", 7);
        jdbc.update("INSERT INTO inbox (consumer, event_id, handled_at) VALUES ('flow-happened', ?, NOW())", event);
        assertThat(post("flow-happened", event, "retries").statusCode()).isEqualTo(204);
        assertThat(seen.of("came late")).isEmpty();
        assertThat(waiting(event)).isZero();
    }

    @Test
    void workIsTriedAgainToo() {
        long event = parked("flow-pressing", "work", 7);
        assertThat(post("flow-pressing", event, "retries").statusCode()).isEqualTo(204);
        assertThat(seen.pressing).contains("work");
        assertThat(waiting(event)).isZero();
    }

    @Test
    void anEventGivenUp_hasNoEffect_andTheAuditKeepsItWhole() {
        long event = parked("flow-happened", "given up", 7);
        assertThat(post("flow-happened", event, "discards").statusCode()).isEqualTo(204);
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
        String path = "/flow-happened/" + event + "/retries";
        assertThat(send(request(path, TestTokens.operator("1")).POST(BodyPublishers.ofString("{\"reason\":\" \"}")))
                        .statusCode())
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

    private HttpResponse<String> get(String query, @Nullable String token) {
        return send(request(query, token).GET());
    }

    private HttpResponse<String> post(String consumer, long event, String what) {
        return send(request("/" + consumer + "/" + event + "/" + what, TestTokens.operator("1"))
                .POST(BodyPublishers.ofString(REASON)));
    }

    private HttpRequest.Builder request(String rest, @Nullable String token) {
        var builder = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/admin/v1/parked-events/flow-service" + rest))
                .header("Content-Type", "application/json");
        return token == null ? builder : builder.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
