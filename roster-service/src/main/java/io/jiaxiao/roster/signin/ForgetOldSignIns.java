package io.jiaxiao.roster.signin;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.jiaxiao.roster.signin.store.AuthorizationCodes;
import io.jiaxiao.roster.signin.store.Codes;
import io.jiaxiao.roster.signin.store.Families;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes what no limit, check or question needs any more. */
@Configuration(proxyBeanMethods = false)
class ForgetOldSignIns {

    /** Longer than the longest window of any limit. */
    private static final Duration CODES = Duration.ofDays(3);

    /** As long as somebody may want to know why a session ended. */
    private static final Duration SESSIONS = Duration.ofDays(30);

    @Bean
    RecurringTask<Void> forgetOldSignInsTask(
            Codes codes, Families families, AuthorizationCodes authorizationCodes, Clock clock) {
        return Tasks.recurring("sign-in-forget-old", FixedDelay.of(Duration.ofMinutes(30)))
                .execute((instance, context) -> {
                    codes.forget(clock.instant().minus(CODES));
                    families.forget(clock.instant().minus(SESSIONS));
                    authorizationCodes.forget(clock.instant().minus(CODES));
                });
    }
}
