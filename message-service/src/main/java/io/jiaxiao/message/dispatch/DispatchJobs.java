package io.jiaxiao.message.dispatch;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.message.lifecycle.Upkeep;
import io.jiaxiao.message.lifecycle.domain.Attempt;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The janitor's rounds. Each is one row in db-scheduler, run by one instance at a time; all are safe to run twice. */
@Configuration(proxyBeanMethods = false)
class DispatchJobs {

    private static final Logger log = LoggerFactory.getLogger(DispatchJobs.class);

    private static final int BATCH = 200;

    /** Apart from the others, so that a long round over a bulk send does not keep codes waiting. */
    @Bean
    RecurringTask<Void> dispatchDueCodes(DispatchSweep sweep, DispatchProperties properties) {
        return Tasks.recurring("message-dispatch-due-codes", FixedDelay.of(properties.sweepEvery()))
                .execute((instance, context) -> sweep.run(List.of(Lane.CODE)));
    }

    @Bean
    RecurringTask<Void> dispatchDueBulk(DispatchSweep sweep, DispatchProperties properties) {
        return Tasks.recurring("message-dispatch-due-bulk", FixedDelay.of(properties.sweepEvery()))
                .execute((instance, context) -> sweep.run(List.of(Lane.TRANSACTIONAL, Lane.NOTICE, Lane.MARKETING)));
    }

    @Bean
    RecurringTask<Void> expireOverdue(Upkeep upkeep, DispatchProperties properties) {
        return Tasks.recurring("message-expire-overdue", FixedDelay.of(properties.sweepEvery()))
                .execute((instance, context) -> {
                    while (upkeep.expireOverdue(BATCH) == BATCH) {
                        log.info("{} messages expired before they could be sent", BATCH);
                    }
                });
    }

    @Bean
    RecurringTask<Void> giveUpUnanswered(Upkeep upkeep, DispatchProperties properties) {
        return Tasks.recurring("message-give-up-unanswered", FixedDelay.of(properties.sweepEvery()))
                .execute((instance, context) -> {
                    List<Attempt> abandoned = upkeep.giveUp(properties.answerWithin(), BATCH);
                    abandoned.forEach(attempt -> log.warn(
                            "message {} is of unknown fate: attempt {} on {} never got an answer",
                            attempt.messageId(),
                            attempt.number(),
                            attempt.channel()));
                });
    }

    @Bean
    RecurringTask<Void> forgetDeadCodes(Upkeep upkeep) {
        return Tasks.recurring("message-forget-dead-codes", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> upkeep.forgetCodes(BATCH));
    }
}
