package io.jiaxiao.order.purchase;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.jiaxiao.contracts.order.PurchasePaid;
import io.jiaxiao.contracts.order.PurchaseRefunded;
import io.jiaxiao.starter.inbox.EventSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What starts work: the events of paid and refunded purchases, and the calendar. */
@Configuration(proxyBeanMethods = false)
class PurchaseJobs {

    @Bean
    EventSubscription<PurchasePaid> tellPaid(NotifyBuyer notify) {
        return EventSubscription.work("order-tell-paid", PurchasePaid.class, notify::paid);
    }

    @Bean
    EventSubscription<PurchaseRefunded> tellRefunded(NotifyBuyer notify) {
        return EventSubscription.work("order-tell-refunded", PurchaseRefunded.class, notify::refunded);
    }

    @Bean
    RecurringTask<Void> payInstalmentsDue(PayInstalments pay, PurchaseProperties properties) {
        return Tasks.recurring("promotion-instalments", FixedDelay.of(properties.returnsEvery()))
                .execute((instance, context) -> pay.run());
    }

    @Bean
    RecurringTask<Void> expireOperatorRefunds(RefundAboveRules refunds, OperatorRefundProperties properties) {
        return Tasks.recurring("operator-refunds-expire", FixedDelay.of(properties.sweepEvery()))
                .execute((instance, context) -> refunds.expire());
    }
}
