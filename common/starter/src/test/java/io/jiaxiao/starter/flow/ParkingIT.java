package io.jiaxiao.starter.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.contracts.event.Topics;
import io.jiaxiao.starter.event.BrokerNames;
import io.jiaxiao.starter.flow.FlowApplication.Happened;
import io.jiaxiao.starter.outbox.Outbox;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import io.jiaxiao.testkit.spring.JiaxiaoIntegrationTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** How events that fail come to be parked, with the broker that brings them. */
@JiaxiaoIntegrationTest
@TestPropertySource(
        properties = {"spring.application.name=flow-service", "jiaxiao.db.schema=flow", "jiaxiao.inbox.max-tries=2"})
class ParkingIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int ALWAYS = 1_000;
    private static final Map<String, String> READABLE = Map.of("eventId", "77", "occurredAt", "2026-11-22T08:00:00Z");

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private FlowApplication.Seen seen;

    @Autowired
    private BrokerNames names;

    @Value("${jiaxiao.rocketmq.name-server}")
    private String nameServer;

    @LocalServerPort
    private int port;

    @Test
    void whileNothingCanBeParked_theEventStaysWithTheBroker() {
        var failures = new AtomicInteger(ALWAYS);
        seen.failures.put("stubborn", failures);
        jdbc.execute("ALTER TABLE inbox_parked RENAME TO inbox_parked_away");
        try {
            transaction.executeWithoutResult(status -> outbox.append(new Happened("stubborn", 1)));
            await().atMost(SOON).until(() -> ALWAYS - failures.get() >= 7);
        } finally {
            jdbc.execute("ALTER TABLE inbox_parked_away RENAME TO inbox_parked");
        }

        await().atMost(SOON).until(() -> parkedIds("stubborn").size() == 1);
    }

    @Test
    void aMessageWithoutNumber_isParked_andAnOperatorHasItTakenIn() throws Exception {
        send("numberless", Map.of("occurredAt", "2026-11-22T08:00:00Z"));

        await().atMost(SOON).until(() -> parkedIds("numberless").size() == 1);
        assertThat(seen.pressing).doesNotContain("numberless");

        long id = parkedIds("numberless").getFirst();
        var answer = new Http(port)
                .post(
                        "/admin/v1/parked-events/flow-service/flow-pressing/" + id + "/retries",
                        Tokens.operator(),
                        "{\"reason\":\"补发\"}");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(seen.pressing).contains("numberless");
    }

    @Test
    void twoLinesWithOneNumber_areBothParked() throws Exception {
        seen.failures.put("one line", new AtomicInteger(ALWAYS));
        seen.failures.put("another line", new AtomicInteger(ALWAYS));

        send("one line", READABLE);
        send("another line", READABLE);

        await().atMost(SOON)
                .until(() -> parkedIds("one line").size() == 1
                        && parkedIds("another line").size() == 1);
    }

    private void send(String what, Map<String, String> properties) throws Exception {
        var line = new DefaultMQProducer(names.group("a-line"));
        line.setNamesrvAddr(nameServer);
        line.setInstanceName(UUID.randomUUID().toString());
        line.start();
        try {
            var message = new Message(
                    names.topic(Topics.MESSAGE_DISPATCH_CODE),
                    "Pressing",
                    ("{\"what\":\"" + what + "\"}").getBytes(StandardCharsets.UTF_8));
            properties.forEach(message::putUserProperty);
            line.send(message, 3000);
        } finally {
            line.shutdown();
        }
    }

    private List<Long> parkedIds(String what) {
        return jdbc.queryForList(
                "SELECT event_id FROM inbox_parked WHERE payload LIKE ?", Long.class, "%\"" + what + "\"%");
    }
}
