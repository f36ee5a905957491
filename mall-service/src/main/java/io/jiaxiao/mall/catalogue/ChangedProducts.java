package io.jiaxiao.mall.catalogue;

import io.jiaxiao.mall.catalogue.store.SyncStore;
import io.jiaxiao.mall.catalogue.store.SyncStore.Change;
import io.jiaxiao.mall.supply.ChannelUnavailableException;
import io.jiaxiao.mall.supply.ProductNotices;
import io.jiaxiao.mall.supply.ProductSource;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what channels tell of their products as rows, and reads the new values when the channel can be asked. */
@Service
class ChangedProducts implements ProductNotices {

    private static final Logger log = LoggerFactory.getLogger(ChangedProducts.class);
    private static final int AT_ONCE = 50;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final SyncStore store;
    private final SyncCatalogue sync;
    private final RecordReadings record;
    private final TransactionTemplate transaction;
    private final CatalogueProperties properties;
    private final Clock clock;

    ChangedProducts(
            SyncStore store,
            SyncCatalogue sync,
            RecordReadings record,
            TransactionTemplate transaction,
            CatalogueProperties properties,
            Clock clock) {
        this.store = store;
        this.sync = sync;
        this.record = record;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void changed(ProductChange change) {
        store.tell(change.channel(), change.sku(), change.kind() == ProductChange.Kind.POOL);
    }

    /** Reads all that is due; one channel that cannot be asked does not stop the others. */
    void readDue() {
        for (String channel : sync.channels()) {
            List<Change> due = store.due(channel, AT_ONCE);
            while (!due.isEmpty()) {
                if (!read(channel, due)) {
                    break;
                }
                due = store.due(channel, AT_ONCE);
            }
        }
    }

    private boolean read(String channel, List<Change> due) {
        List<String> numbers = due.stream().map(Change::channelSku).toList();
        try {
            ProductSource source = sync.source(channel);
            @Nullable Set<String> pool = due.stream().anyMatch(Change::pool) ? new HashSet<>(source.skus()) : null;
            RecordReadings.Reading reading = sync.read(source, numbers, pool);
            transaction.executeWithoutResult(status -> {
                record.record(reading);
                store.read(channel, due);
            });
            return true;
        } catch (ChannelUnavailableException e) {
            log.warn("channel {} cannot say what changed; asked again later", channel);
            postpone(channel, due);
            return false;
        } catch (RuntimeException e) {
            return oneByOne(channel, due, e);
        }
    }

    /** One product nobody can store does not stop the others. */
    private boolean oneByOne(String channel, List<Change> due, RuntimeException cause) {
        if (due.size() > 1) {
            return due.stream().allMatch(change -> read(channel, List.of(change)));
        }
        log.error(
                "the change of {} {} cannot be stored", channel, due.getFirst().channelSku(), cause);
        postpone(channel, due);
        return true;
    }

    private void postpone(String channel, List<Change> due) {
        int tries = due.stream().mapToInt(Change::tries).max().orElse(0);
        Duration pause = properties.retry().multipliedBy(1L << Math.min(tries, 10));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        store.postpone(channel, due, clock.instant().plus(bounded));
    }
}
