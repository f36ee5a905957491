package io.jiaxiao.mall.catalogue;

import io.jiaxiao.contracts.mall.MallAlarm;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.mall.catalogue.domain.SyncRun;
import io.jiaxiao.mall.catalogue.store.SyncStore;
import io.jiaxiao.mall.supply.ChannelUnavailableException;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries readings on, each channel by itself, and begins one of each channel now and then. */
@Service
class SyncRounds {

    private static final Logger log = LoggerFactory.getLogger(SyncRounds.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final String SCHEDULE = "SCHEDULE";

    private final SyncCatalogue sync;
    private final SyncStore store;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final CatalogueProperties properties;
    private final Clock clock;

    SyncRounds(
            SyncCatalogue sync,
            SyncStore store,
            Outbox outbox,
            TransactionTemplate transaction,
            CatalogueProperties properties,
            Clock clock) {
        this.sync = sync;
        this.store = store;
        this.outbox = outbox;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /** Returns when every one that is due has ended or stands. */
    void runDue() {
        try (ExecutorService channels = Executors.newVirtualThreadPerTaskExecutor()) {
            store.due().forEach(run -> channels.execute(() -> goOn(run)));
        }
    }

    void startDue() {
        Instant before = clock.instant().minus(properties.fullEvery());
        for (String channel : sync.channels()) {
            boolean due = store.lastStarted(channel)
                    .map(last -> !last.isAfter(before))
                    .orElse(true);
            if (due) {
                try {
                    sync.start(channel, SCHEDULE);
                } catch (RefusedException e) {
                    log.debug("channel {} is being read already", channel);
                }
            }
        }
    }

    private void goOn(SyncRun run) {
        try {
            sync.run(run);
        } catch (ChannelUnavailableException e) {
            stumble(run, "渠道暂时无法访问");
        } catch (RefusedException e) {
            stumble(run, "没有这个供货渠道");
        } catch (RuntimeException e) {
            log.error("reading the pool of {} failed", run.channel(), e);
            stumble(run, "处理出错");
        }
    }

    private void stumble(SyncRun run, String trouble) {
        int tries = run.tries() + 1;
        if (tries < properties.mostTries()) {
            Duration pause = properties.retry().multipliedBy(1L << Math.min(tries - 1, 10));
            Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            store.stumble(run.id(), trouble, clock.instant().plus(bounded));
            return;
        }
        transaction.executeWithoutResult(status -> {
            store.stumble(run.id(), trouble, clock.instant());
            store.finish(run.id(), SyncRun.State.FAILED);
            outbox.append(new MallAlarm("CATALOGUE_SYNC", run.channel(), "商品同步失败：" + trouble, clock.instant()));
        });
    }
}
