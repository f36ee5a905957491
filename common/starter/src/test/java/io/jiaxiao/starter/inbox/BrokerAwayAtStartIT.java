package io.jiaxiao.starter.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.starter.event.BrokerNames;
import io.jiaxiao.starter.persistence.PersistenceAutoConfiguration;
import io.jiaxiao.testkit.http.Line;
import io.jiaxiao.testkit.servers.SharedServers;
import io.jiaxiao.testkit.servers.TestSchema;
import io.jiaxiao.testkit.servers.TestTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A service that starts while the broker is away: it starts, and takes its events in when the broker is back. */
class BrokerAwayAtStartIT {

    private static final String TOPIC = "early-events";
    private static final Duration SOON = Duration.ofSeconds(40);

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TestSchema schema;
    private Line line;
    private BrokerNames names;
    private EventConsumers consumers;

    @EventType(topic = TOPIC, tag = "Early")
    record Early(String what) implements DomainEvent {

        @Override
        public String aggregateId() {
            return what;
        }
    }

    @BeforeEach
    void cutOff() {
        schema = TestSchema.create("away");
        var source = schema.dataSource();
        PersistenceAutoConfiguration.migratePlatform(source);
        var jdbc = new JdbcTemplate(source);
        String nameServer = SharedServers.nameServer();
        line = new Line(Integer.parseInt(nameServer.substring(nameServer.lastIndexOf(':') + 1)));
        line.cut();
        names = new BrokerNames(TestTopics.create(List.of(TOPIC)));
        consumers = new EventConsumers(
                List.of(
                        EventSubscription.work("first", Early.class, event -> seen.add("first " + event.what())),
                        EventSubscription.effect("second", Early.class, event -> seen.add("second " + event.what()))),
                "127.0.0.1:" + line.port(),
                names,
                UUID.randomUUID().toString(),
                new Inbox(jdbc, new TransactionTemplate(new JdbcTransactionManager(source)), Clock.systemUTC()),
                new ParkedEvents(jdbc, Clock.systemUTC()),
                3,
                JsonMapper.builder().build(),
                meters);
    }

    @AfterEach
    void close() {
        consumers.stop();
        line.close();
        schema.close();
    }

    @Test
    void theServiceStarts_andTakesInWhatWasSentMeanwhile_whenTheBrokerIsBack() throws Exception {
        consumers.start();
        assertThat(consumers.isRunning()).isTrue();
        assertThat(waiting()).isEqualTo(2);
        tell("meanwhile");

        line.mend();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(seen).containsExactlyInAnyOrder("first meanwhile", "second meanwhile"));
        assertThat(waiting()).isZero();
    }

    @Test
    void stopping_endsTheWaiting() {
        consumers.start();

        consumers.stop();

        assertThat(consumers.isRunning()).isFalse();
        assertThat(waiting()).isZero();
    }

    private double waiting() {
        return meters.get("jiaxiao.events.consumers.waiting").gauge().value();
    }

    /** By a neighbour that has a way to the broker. */
    private void tell(String what) throws Exception {
        var producer = new DefaultMQProducer(names.group("neighbour"));
        producer.setNamesrvAddr(SharedServers.nameServer());
        producer.setInstanceName(UUID.randomUUID().toString());
        producer.start();
        try {
            var message = new Message(
                    names.topic(TOPIC), "Early", ("{\"what\":\"" + what + "\"}").getBytes(StandardCharsets.UTF_8));
            Map.of("eventId", "7", "aggregateId", what, "occurredAt", "2026-11-26T08:00:00Z")
                    .forEach(message::putUserProperty);
            producer.send(message, 3000);
        } finally {
            producer.shutdown();
        }
    }
}
