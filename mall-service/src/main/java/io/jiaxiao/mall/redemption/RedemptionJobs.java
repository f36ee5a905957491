package io.jiaxiao.mall.redemption;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.jiaxiao.contracts.mall.RedemptionAccepted;
import io.jiaxiao.contracts.mall.RedemptionFulfilled;
import io.jiaxiao.contracts.mall.RedemptionRefunded;
import io.jiaxiao.starter.inbox.EventSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What starts work: the events of accepted and ended orders, and a round that finds whatever they did not bring. */
@Configuration(proxyBeanMethods = false)
class RedemptionJobs {

    /** The event only says that somebody may start: a full lane leaves the order to the sweep. */
    @Bean
    EventSubscription<RedemptionAccepted> placeAcceptedOrders(Channels channels, PlaceOrder placing) {
        return EventSubscription.work(
                "mall-place-orders",
                RedemptionAccepted.class,
                event -> channels.offer(event.channel(), () -> placing.place(Long.parseLong(event.orderId()))));
    }

    @Bean
    EventSubscription<RedemptionFulfilled> tellFulfilled(NotifyPerson notify) {
        return EventSubscription.work("mall-tell-fulfilled", RedemptionFulfilled.class, notify::fulfilled);
    }

    @Bean
    EventSubscription<RedemptionRefunded> tellRefunded(NotifyPerson notify) {
        return EventSubscription.work("mall-tell-refunded", RedemptionRefunded.class, notify::refunded);
    }

    @Bean
    RecurringTask<Void> watchChannelBalances(WatchBalances watch, RedemptionProperties properties) {
        return Tasks.recurring("redemption-watch-balances", FixedDelay.of(properties.watchEvery()))
                .execute((instance, context) -> watch.run());
    }

    @Bean
    RecurringTask<Void> sweepRedemptions(RedemptionSweep sweep, RedemptionProperties properties) {
        return Tasks.recurring("redemption-sweep", FixedDelay.of(properties.sweepEvery()))
                .execute((instance, context) -> sweep.run());
    }
}
