package io.jiaxiao.order.catalogue;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Housekeeping. */
@Configuration(proxyBeanMethods = false)
class CatalogueJobs {

    @Bean
    RecurringTask<Void> forgetOldQuotes(Quotes quotes, QuoteProperties properties) {
        return Tasks.recurring("forget-old-quotes", FixedDelay.of(properties.forgetEvery()))
                .execute((instance, context) -> quotes.forgetOld());
    }
}
