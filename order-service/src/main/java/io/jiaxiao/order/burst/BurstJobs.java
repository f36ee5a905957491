package io.jiaxiao.order.burst;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One row in db-scheduler, run by one instance at a time. */
@Configuration(proxyBeanMethods = false)
class BurstJobs {

    @Bean
    RecurringTask<Void> noticeCancellationBursts(NoticeBursts notice, BurstProperties properties) {
        return Tasks.recurring("cancellation-bursts", FixedDelay.of(properties.every()))
                .execute((instance, context) -> notice.look());
    }
}
