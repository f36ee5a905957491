package io.jiaxiao.starter.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.starter.flow.FlowApplication.Happened;
import io.jiaxiao.starter.flow.FlowApplication.Pressing;
import io.jiaxiao.starter.outbox.Outbox;
import io.jiaxiao.testkit.spring.JiaxiaoIntegrationTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Outbox, RocketMQ and inbox together, as every service uses them. */
@JiaxiaoIntegrationTest
@TestPropertySource(properties = {"spring.application.name=flow-service", "jiaxiao.db.schema=flow"})
class EventFlowIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private FlowApplication.Seen seen;

    @Test
    void whatCommits_arrivesOnceAndInOrder() {
        List<Integer> numbers = IntStream.rangeClosed(1, 200).boxed().toList();
        numbers.forEach(
                number -> transaction.executeWithoutResult(status -> outbox.append(new Happened("committed", number))));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(seen.of("committed")).hasSizeGreaterThanOrEqualTo(200));
        assertThat(seen.of("committed")).isEqualTo(numbers);
    }

    @Test
    void whatRollsBack_neverLeaves() {
        transaction.executeWithoutResult(status -> {
            outbox.append(new Happened("rolled back", 1));
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> outbox.append(new Happened("marker", 1)));
        await().atMost(SOON).until(() -> !seen.of("marker").isEmpty());
        assertThat(seen.of("rolled back")).isEmpty();
    }

    @Test
    void outsideATransaction_anEventIsRefused() {
        assertThatThrownBy(() -> outbox.append(new Happened("alone", 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aConsumerThatFails_getsTheEventAgain_andTheNextOneWaitsForIt() {
        seen.failures.put("stumbles", new AtomicInteger(2));
        transaction.executeWithoutResult(
                status -> outbox.appendAll(List.of(new Happened("stumbles", 1), new Happened("stumbles", 2))));
        await().atMost(SOON).until(() -> seen.of("stumbles").size() == 2);
        assertThat(seen.of("stumbles")).containsExactly(1, 2);
    }

    @Test
    void workThatFails_comesAgainSoon() {
        seen.failures.put("urgent", new AtomicInteger(1));
        transaction.executeWithoutResult(status -> outbox.append(new Pressing("urgent")));
        await().atMost(SOON).until(() -> seen.pressing.contains("urgent"));
    }

    @Test
    void theOutboxIsEmptyWhenTheBrokerHasEverything() {
        transaction.executeWithoutResult(status -> outbox.append(new Happened("last", 1)));
        await().atMost(SOON).until(() -> !seen.of("last").isEmpty());
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        jdbc.queryForObject("SELECT COUNT(*) FROM outbox WHERE aggregate_id = 'last'", Long.class))
                .isZero());
    }
}
