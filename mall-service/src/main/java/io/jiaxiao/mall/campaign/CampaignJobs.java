package io.jiaxiao.mall.campaign;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One row in db-scheduler, run by one instance at a time. */
@Configuration(proxyBeanMethods = false)
class CampaignJobs {

    @Bean
    RecurringTask<Void> settleFlashSales(SettleAdmissions settle, CampaignProperties properties) {
        return Tasks.recurring("flash-sale-settle", FixedDelay.of(properties.settleEvery()))
                .execute((instance, context) -> settle.settleAll());
    }
}
