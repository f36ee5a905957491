package io.jiaxiao.risk.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.jiaxiao.risk.decision.ReadDecisions;
import io.jiaxiao.risk.decision.domain.DecisionRecord;
import io.jiaxiao.risk.decision.domain.KeptBecause;
import io.jiaxiao.risk.fixture.RiskFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The line to Redis is cut while decisions are asked for. */
class RedisAwayIT extends RiskFixture {

    @Autowired
    private CircuitBreakerRegistry circuits;

    @Autowired
    private ReadDecisions read;

    @Test
    void withoutRedis_eventsAreReviewedAndSaySo_listsStillReject_andNobodyWaits() {
        Map<String, Object> before = anEvent();
        assertThat(verdict(before)).isEqualTo("PASS");
        String bad = unique("bad");
        expect(
                201,
                http.post(
                        "/admin/v1/risk/lists",
                        ANNE,
                        Map.of(
                                "kind", "BLOCK",
                                "dimension", "PERSON",
                                "text", bad,
                                "reason", "测试",
                                "endsAt", Instant.now().plusSeconds(3600).toString())));
        awaitReload();

        LINE.cut();
        Map<String, Object> event = anEvent();
        JsonNode decision = expect(200, ask(event)).json();

        assertThat(decision.path("verdict").asString()).isEqualTo("REVIEW");
        assertThat(decision.path("rules").path(0).asString()).isEqualTo("DEGRADED");
        DecisionRecord stored =
                read.one(Long.parseLong(decision.path("decisionId").asString()));
        assertThat(stored.degraded()).isTrue();
        assertThat(stored.kept()).isEqualTo(KeptBecause.DEGRADED);
        assertThat(stored.undecided()).contains("REDEMPTION_PERSON_HOURLY");
        assertThat(stored.inputs().windows()).isEmpty();

        assertThat(ask(event).json()).as("a copy").isEqualTo(decision);
        assertThat(ask(with(event, "ip", "1.1.1.1")).status()).isEqualTo(422);
        assertThat(verdict(with(anEvent(), "personId", bad))).isEqualTo("REJECT");
        Map<String, Object> signIn = with(with(anEvent(), "scene", "SIGN_IN"), "facts", Map.of());
        JsonNode signedIn = expect(200, ask(signIn)).json();
        assertThat(signedIn.path("verdict").asString()).as("signing in goes on").isEqualTo("PASS");
        await().until(() -> stored((String) signIn.get("eventId")) == 1);
        assertThat(read.one(Long.parseLong(signedIn.path("decisionId").asString()))
                        .kept())
                .isEqualTo(KeptBecause.DEGRADED);

        await().atMost(Duration.ofSeconds(60)).until(() -> {
            verdict(anEvent());
            return breaker().getState() != CircuitBreaker.State.CLOSED;
        });
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            verdict(anEvent());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("twenty decisions with the breaker open")
                .isLessThan(Duration.ofSeconds(3));

        LINE.mend();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> verdict(anEvent()).equals("PASS"));
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            verdict(anEvent());
            return breaker().getState() == CircuitBreaker.State.CLOSED;
        });
        assertThat(ask(event).json()).as("the copy still gets what was decided").isEqualTo(decision);
        assertThat(verdict(before)).isEqualTo("PASS");
    }

    @Test
    void anAnswerLostOnItsWay_isCountedOnce_andTheDecisionStays() {
        Map<String, Object> event = anEvent();
        assertThat(verdict(anEvent())).as("the script is known to Redis").isEqualTo("PASS");
        LINE.swallowAnswers();
        JsonNode decision = expect(200, ask(event)).json();
        assertThat(decision.path("rules").path(0).asString()).isEqualTo("DEGRADED");

        LINE.mend();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> verdict(anEvent()).equals("PASS"));
        assertThat(ask(event).json()).isEqualTo(decision);
        Map<String, Object> next = again(event);
        long id =
                Long.parseLong(expect(200, ask(next)).json().path("decisionId").asString());
        await().until(() -> stored((String) next.get("eventId")) == 1);
        assertThat(read.one(id).inputs().windows()).containsEntry("person_count_1h", 2L);
    }

    private CircuitBreaker breaker() {
        return circuits.circuitBreaker("risk-windows");
    }
}
