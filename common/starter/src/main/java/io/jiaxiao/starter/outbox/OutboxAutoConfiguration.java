package io.jiaxiao.starter.outbox;

import io.jiaxiao.starter.event.EventTransport;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.ids.IdsAutoConfiguration;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Gives a service with a database its {@link Outbox} and the relay behind it. */
@AutoConfiguration(
        after = {JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class, IdsAutoConfiguration.class})
@ConditionalOnBean({DataSource.class, EventTransport.class})
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxAutoConfiguration {

    private static final Duration LEASE = Duration.ofSeconds(20);

    @Bean
    OutboxStore outboxStore(JdbcTemplate jdbc, TransactionTemplate transaction, MeterRegistry meters) {
        var store = new OutboxStore(jdbc, transaction);
        Gauge.builder("jiaxiao.outbox.waiting", store, OutboxStore::waiting)
                .description("events the broker has not taken yet")
                .register(meters);
        return store;
    }

    @Bean
    RelayWorker outboxRelay(OutboxStore store, EventTransport transport, OutboxProperties properties) {
        String owner = UUID.randomUUID().toString();
        return new RelayWorker(
                new OutboxRelay(store, transport, owner, properties.batchSize(), LEASE),
                properties.poll(),
                properties.batchSize());
    }

    @Bean
    Outbox outbox(OutboxStore store, Ids ids, JsonMapper json, Clock clock, RelayWorker worker) {
        return new TransactionalOutbox(store, ids::next, json, clock, worker::nudge);
    }
}
