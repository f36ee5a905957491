package io.jiaxiao.mall.catalogue;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the catalogue in step with the channels. Each job is one row in db-scheduler; all are safe to run twice. */
@Configuration(proxyBeanMethods = false)
class CatalogueJobs {

    @Bean
    RecurringTask<Void> readChangedProducts(ChangedProducts changes, CatalogueProperties properties) {
        return Tasks.recurring("catalogue-changes", FixedDelay.of(properties.changesEvery()))
                .execute((instance, context) -> changes.readDue());
    }

    @Bean
    RecurringTask<Void> runCatalogueSyncs(SyncRounds rounds, CatalogueProperties properties) {
        return Tasks.recurring("catalogue-syncs", FixedDelay.of(properties.changesEvery()))
                .execute((instance, context) -> rounds.runDue());
    }

    /** Area numbers change seldom (JD tells by message 50); a week is soon enough. */
    @Bean
    RecurringTask<Void> mapChannelAreas(MapAreas areas) {
        return Tasks.recurring("channel-areas", FixedDelay.of(Duration.ofDays(7)))
                .execute((instance, context) -> areas.mapAll());
    }

    @Bean
    RecurringTask<Void> startCatalogueSyncs(SyncRounds rounds) {
        return Tasks.recurring("catalogue-sync-starts", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> rounds.startDue());
    }
}
