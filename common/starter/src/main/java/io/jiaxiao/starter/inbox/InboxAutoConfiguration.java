package io.jiaxiao.starter.inbox;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.jiaxiao.starter.event.BrokerNames;
import io.jiaxiao.starter.event.EventAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Gives a service with a database its {@link Inbox}, and starts a consumer for each {@link EventSubscription}. */
@AutoConfiguration(
        after = {JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class, EventAutoConfiguration.class})
@ConditionalOnBean({DataSource.class, BrokerNames.class})
@EnableConfigurationProperties(InboxProperties.class)
public class InboxAutoConfiguration {

    @Bean
    Inbox inbox(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        return new Inbox(jdbc, transaction, clock);
    }

    @Bean
    ParkedEvents parkedEvents(JdbcTemplate jdbc, Clock clock) {
        return new ParkedEvents(jdbc, clock);
    }

    @Bean
    EventConsumers eventConsumers(
            ObjectProvider<EventSubscription<?>> subscriptions,
            @Value("${jiaxiao.rocketmq.name-server}") String nameServer,
            BrokerNames names,
            Inbox inbox,
            ParkedEvents parked,
            InboxProperties properties,
            JsonMapper json,
            MeterRegistry meters) {
        List<EventSubscription<?>> all = subscriptions.orderedStream().toList();
        return new EventConsumers(
                all,
                nameServer,
                names,
                UUID.randomUUID().toString(),
                inbox,
                parked,
                properties.maxTries(),
                json,
                meters);
    }

    @Bean
    RecurringTask<Void> forgetOldInboxRows(Inbox inbox) {
        return Tasks.recurring("inbox-forget-old", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((instance, context) -> inbox.forgetOld());
    }
}
