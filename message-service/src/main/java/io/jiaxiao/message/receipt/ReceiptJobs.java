package io.jiaxiao.message.receipt;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReceiptJobs {

    private static final int BATCH = 500;

    @Bean
    RecurringTask<Void> settleReports(Receipts receipts, ReceiptProperties properties) {
        return Tasks.recurring("receipt-settle", FixedDelay.of(properties.sweepEvery()))
                .execute((instance, context) -> receipts.sweep(BATCH));
    }
}
