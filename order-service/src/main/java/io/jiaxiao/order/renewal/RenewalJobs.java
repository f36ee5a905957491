package io.jiaxiao.order.renewal;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One row in db-scheduler for all renewals; another instance goes on with them when its own dies. */
@Configuration(proxyBeanMethods = false)
class RenewalJobs {

    @Bean
    RecurringTask<Void> runOpenRenewals(RunRenewals run, RenewalProperties properties) {
        return Tasks.recurring("renewals", FixedDelay.of(properties.every())).execute((instance, context) -> run.run());
    }
}
