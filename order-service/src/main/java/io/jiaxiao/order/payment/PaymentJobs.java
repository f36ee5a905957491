package io.jiaxiao.order.payment;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One row in db-scheduler, run by one instance at a time. */
@Configuration(proxyBeanMethods = false)
class PaymentJobs {

    @Bean
    RecurringTask<Void> lookAfterPayments(PaymentRound round, PaymentProperties properties) {
        return Tasks.recurring("payment-round", FixedDelay.of(properties.every()))
                .execute((instance, context) -> round.run());
    }
}
