package io.jiaxiao.order.settlement;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One row in db-scheduler for all days; another instance goes on with them when its own dies. */
@Configuration(proxyBeanMethods = false)
class SettlementJobs {

    @Bean
    RecurringTask<Void> settleDaysDue(SettleDays settle, SettlementProperties properties) {
        return Tasks.recurring("settlements", FixedDelay.of(properties.every()))
                .execute((instance, context) -> settle.run());
    }
}
