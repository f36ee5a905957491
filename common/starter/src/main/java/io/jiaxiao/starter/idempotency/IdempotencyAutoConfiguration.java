package io.jiaxiao.starter.idempotency;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Gives a service with a database its {@link Idempotency}. */
@AutoConfiguration(after = {JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class})
@ConditionalOnBean(DataSource.class)
public class IdempotencyAutoConfiguration {

    @Bean
    Idempotency idempotency(JdbcTemplate jdbc, TransactionTemplate transaction, JsonMapper json, Clock clock) {
        return new Idempotency(jdbc, transaction, json, clock);
    }

    @Bean
    RecurringTask<Void> forgetOldIdempotencyKeys(Idempotency idempotency) {
        return Tasks.recurring("idempotency-forget-old", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((instance, context) -> idempotency.forgetOld());
    }
}
