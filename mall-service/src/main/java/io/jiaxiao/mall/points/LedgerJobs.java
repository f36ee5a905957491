package io.jiaxiao.mall.points;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger's rounds; each is one row in db-scheduler, run by one instance at a time. */
@Configuration(proxyBeanMethods = false)
class LedgerJobs {

    @Bean
    RecurringTask<Void> endOverdueLots(LedgerUpkeep upkeep, LedgerProperties properties) {
        return Tasks.recurring("points-end-overdue-lots", FixedDelay.of(properties.sweepEvery()))
                .execute((instance, context) -> upkeep.endOverdue());
    }

    @Bean
    RecurringTask<Void> rollUpSystemAccounts(LedgerUpkeep upkeep, LedgerProperties properties) {
        return Tasks.recurring("points-roll-up", FixedDelay.of(properties.rollUpEvery()))
                .execute((instance, context) -> upkeep.rollUp());
    }

    @Bean
    RecurringTask<Void> checkLedger(LedgerUpkeep upkeep, LedgerProperties properties) {
        return Tasks.recurring("points-check-ledger", FixedDelay.of(properties.checkEvery()))
                .execute((instance, context) -> upkeep.check());
    }
}
