package io.jiaxiao.roster.enrolment;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.jiaxiao.roster.enrolment.store.JoinRequests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A request nobody decides ends; the names in requests that came to nothing are nobody's business for ever. */
@Configuration(proxyBeanMethods = false)
class ForgetOldRequests {

    @Bean
    RecurringTask<Void> forgetOldRequestsTask(JoinRequests requests, EnrolmentProperties properties, Clock clock) {
        return Tasks.recurring("enrolment-forget-requests", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> {
                    Instant now = clock.instant();
                    requests.lapse(now.minus(properties.requestLife()), now);
                    requests.forget(now.minus(properties.requestsKept()));
                });
    }
}
