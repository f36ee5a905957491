package io.jiaxiao.mall.points.adjustment;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finishes what was approved before a crash; the ledger's key makes a second time harmless. */
@Configuration(proxyBeanMethods = false)
class AdjustmentJobs {

    @Bean
    RecurringTask<Void> finishApprovedAdjustments(AdjustAccount adjustments, AdjustmentProperties properties) {
        return Tasks.recurring("points-finish-adjustments", FixedDelay.of(properties.sweepEvery()))
                .execute((instance, context) -> adjustments.finishApproved());
    }
}
