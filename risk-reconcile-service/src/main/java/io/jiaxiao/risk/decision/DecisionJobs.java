package io.jiaxiao.risk.decision;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rounds over what was decided. Each is one row in db-scheduler, run by one instance at a time. */
@Configuration(proxyBeanMethods = false)
class DecisionJobs {

    @Bean
    RecurringTask<Void> watchDecisionsTask(WatchDecisions watch, DecisionProperties properties) {
        return Tasks.recurring("risk-watch-decisions", FixedDelay.of(properties.watchEvery()))
                .execute((instance, context) -> watch.look());
    }

    @Bean
    RecurringTask<Void> forgetDecisionsTask(ForgetDecisions forget) {
        return Tasks.recurring("risk-forget-decisions", FixedDelay.of(Duration.ofMinutes(30)))
                .execute((instance, context) -> forget.run());
    }
}
