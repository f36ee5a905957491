package io.jiaxiao.risk.replay;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One row in db-scheduler per replay; another instance goes on with it when its own dies. */
@Configuration(proxyBeanMethods = false)
class ReplayTasks {

    /** When the database comes back, so does the replay. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    static final TaskDescriptor<Void> RUN = TaskDescriptor.of("risk-replay");

    @Bean
    OneTimeTask<Void> runReplayTask(RunReplay run) {
        return Tasks.oneTime(RUN)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((instance, context) -> run.run(Long.parseLong(instance.getId())));
    }
}
