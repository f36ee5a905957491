package io.jiaxiao.order.subscription;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the calendar starts. */
@Configuration(proxyBeanMethods = false)
class SubscriptionJobs {

    @Bean
    RecurringTask<Void> endAndResumeSubscriptions(SweepSubscriptions sweep, SubscriptionProperties properties) {
        return Tasks.recurring("subscription-sweep", FixedDelay.of(properties.sweepEvery()))
                .execute((instance, context) -> sweep.run());
    }
}
