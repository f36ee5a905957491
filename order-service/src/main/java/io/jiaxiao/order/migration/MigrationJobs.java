package io.jiaxiao.order.migration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One row in db-scheduler for all migrations; another instance goes on with them when its own dies. */
@Configuration(proxyBeanMethods = false)
class MigrationJobs {

    @Bean
    RecurringTask<Void> runOpenMigrations(RunMigrations run, MigrationProperties properties) {
        return Tasks.recurring("migrations", FixedDelay.of(properties.every()))
                .execute((instance, context) -> run.run());
    }
}
