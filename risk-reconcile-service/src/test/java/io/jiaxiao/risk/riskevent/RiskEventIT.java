package io.jiaxiao.risk.riskevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.contracts.order.CancellationBurstSeen;
import io.jiaxiao.contracts.order.CancellationBurstSeen.Cancelled;
import io.jiaxiao.contracts.order.CancellationBurstSeen.Phase;
import io.jiaxiao.risk.fixture.RiskFixture;
import io.jiaxiao.starter.outbox.Outbox;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What order-service noticed is in the library, once, with what explains it. */
class RiskEventIT extends RiskFixture {

    private static final String EVENTS = "/admin/v1/risk/events";
    private static final Instant BEGAN = Instant.parse("2027-03-10T02:00:00Z");

    @Autowired
    private RiskEvents events;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    private final String school = Long.toString(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    private final String burst = Long.toString(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));

    private CancellationBurstSeen seen(Phase phase, int total) {
        boolean ended = phase == Phase.ENDED;
        Instant at = BEGAN.plusSeconds(ended ? 3600 : 600);
        return new CancellationBurstSeen(
                burst,
                school,
                phase,
                total,
                total,
                0.25,
                8,
                1800,
                BEGAN,
                ended ? at : null,
                List.of(
                        new Cancelled("11", "21", "AIXUE_MOBILE", BEGAN),
                        new Cancelled("12", null, "XIAOXUNTONG", BEGAN.plusSeconds(5))),
                at);
    }

    private void hear(CancellationBurstSeen event) {
        transaction.executeWithoutResult(status -> events.hear(event));
    }

    private List<JsonNode> lines(String query) {
        return http.get(EVENTS + "?subject=" + school + query, ANNE)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private Http.Answer acknowledge(String id, String token) {
        return http.post(EVENTS + "/" + id + "/acknowledge", token, Map.of("reason", "已联系学校核实"));
    }

    @Test
    void aBurstIsOneEvent_howeverOftenItIsTold_andItsFiguresAreExplained() {
        hear(seen(Phase.BEGAN, 8));
        hear(seen(Phase.BEGAN, 8));
        assertThat(lines("&lasting=true&state=OPEN&kind=CANCELLATION_BURST")).hasSize(1);
        hear(seen(Phase.ENDED, 14));
        assertThat(lines("&lasting=true")).isEmpty();
        JsonNode line = lines("&lasting=false").getFirst();
        assertThat(line.path("figures").path("total").asInt()).isEqualTo(14);
        assertThat(line.path("figures").path("usual").asDouble()).isEqualTo(0.25);
        assertThat(line.path("figures").path("threshold").asInt()).isEqualTo(8);
        assertThat(line.path("detail").asString()).contains("30分钟", "14个", "已平息");
        JsonNode story = http.get(EVENTS + "/" + line.path("id").asString(), ANNE)
                .expect(200)
                .json();
        assertThat(story.path("sourceId").asString()).isEqualTo(burst);
        assertThat(story.path("evidence").get(0).path("purchaseId").asString()).isEqualTo("21");
        assertThat(story.path("evidence")).hasSize(2);
    }

    @Test
    void theEndThatOvertookTheBeginningIsNotTakenBack() {
        hear(seen(Phase.ENDED, 14));
        hear(seen(Phase.BEGAN, 8));
        JsonNode line = lines("").getFirst();
        assertThat(line.path("figures").path("total").asInt()).isEqualTo(14);
        assertThat(line.path("endedAt").asString()).isEqualTo("2027-03-10T03:00:00Z");
        assertThat(lines("")).hasSize(1);
    }

    @Test
    void oneOfManyOperatorsAcknowledges_withReasonAndAudit_andTheEndKeepsThat() throws Exception {
        hear(seen(Phase.BEGAN, 8));
        String id = lines("").getFirst().path("id").asString();
        var together = new CyclicBarrier(4);
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (String token : List.of(ANNE, BERT, ANNE, BERT)) {
                running.add(threads.submit(() -> {
                    together.await();
                    return acknowledge(id, token).status();
                }));
            }
            for (Future<Integer> one : running) {
                answers.add(one.get());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        assertThat(acknowledge(id, ANNE).expect(409).code()).isEqualTo("RISK_EVENT_ACKNOWLEDGED");
        assertThat(jdbc.queryForList(
                        "SELECT reason FROM audit_log WHERE action = 'ACKNOWLEDGE_RISK_EVENT' AND subject_id = ?",
                        String.class,
                        id))
                .containsExactly("已联系学校核实");
        hear(seen(Phase.ENDED, 14));
        JsonNode line = lines("&state=ACKNOWLEDGED").getFirst();
        assertThat(line.path("reason").asString()).isEqualTo("已联系学校核实");
        assertThat(line.path("endedAt").asString()).isNotEmpty();
    }

    @Test
    void whatOrderServiceTellsStandsInTheLibrary_overTheRealBroker() {
        transaction.executeWithoutResult(status -> outbox.append(seen(Phase.BEGAN, 8)));
        transaction.executeWithoutResult(status -> outbox.append(seen(Phase.ENDED, 9)));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> lines("&lasting=false").size() == 1);
        assertThat(lines("").getFirst().path("figures").path("total").asInt()).isEqualTo(9);
    }

    @Test
    void pagesFollowEachOther_andOnlyOperatorsSee() {
        hear(seen(Phase.BEGAN, 8));
        JsonNode page = http.get(EVENTS + "?size=1", ANNE).expect(200).json();
        assertThat(page.path("items")).hasSize(1);
        http.get(EVENTS, Tokens.user("4711", "SCHOOL_OPERATOR")).expect(403);
        http.get(EVENTS + "/1", ANNE).expect(404);
        acknowledge("1", ANNE).expect(404);
    }

    @ParameterizedTest
    @CsvSource({"state=LOST, state", "size=0, size", "kind=a, kind", "subject=a-b, subject", "lasting=x, lasting"})
    void whatIsWrittenWronglyIsNamed(String query, String field) {
        assertThat(http.get(EVENTS + "?" + query, ANNE).expect(400).fields()).containsExactly(field);
    }

    @Test
    void withoutAReasonNobodyAcknowledges() {
        assertThat(http.post(EVENTS + "/1/acknowledge", ANNE, Map.of("reason", " "))
                        .expect(400)
                        .fields())
                .contains("reason");
    }
}
