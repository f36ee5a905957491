package io.jiaxiao.roster.signin;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What sign-in does by itself. */
@Configuration(proxyBeanMethods = false)
class SignInTasks {

    @Bean
    RecurringTask<Void> forgetOldSignInsTask(ForgetOldSignIns forget) {
        return Tasks.recurring("sign-in-forget-old", FixedDelay.of(Duration.ofMinutes(30)))
                .execute((instance, context) -> forget.run());
    }
}
