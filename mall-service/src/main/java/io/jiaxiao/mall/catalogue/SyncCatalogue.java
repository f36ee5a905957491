package io.jiaxiao.mall.catalogue;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.domain.SyncRun;
import io.jiaxiao.mall.catalogue.store.SkuStore;
import io.jiaxiao.mall.catalogue.store.SyncStore;
import io.jiaxiao.mall.supply.ChannelUnavailableException;
import io.jiaxiao.mall.supply.ProductSource;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a channel's whole pool, some products at a time. What is done is kept with its results, so a reading that is cut off goes on where it
 * was, and one started again from the top changes nothing.
 */
@Service
public class SyncCatalogue {

    static final Refusal CHANNEL_UNKNOWN = Refusal.notFound("CHANNEL_UNKNOWN", "没有这个供货渠道");
    static final Refusal SYNC_RUNNING = Refusal.conflict("SYNC_RUNNING", "该渠道正在同步，请等待完成");

    private static final Logger log = LoggerFactory.getLogger(SyncCatalogue.class);

    /** What JD takes in one call for prices and shelf states is 100, for descriptions fewer; half of it leaves room. */
    private static final int AT_ONCE = 50;

    private final Map<String, ProductSource> sources = new TreeMap<>();
    private final SyncStore syncs;
    private final SkuStore skus;
    private final RecordReadings record;
    private final TransactionTemplate transaction;
    private final AuditTrail audit;
    private final Ids ids;

    SyncCatalogue(
            ObjectProvider<ProductSource> sources,
            SyncStore syncs,
            SkuStore skus,
            RecordReadings record,
            TransactionTemplate transaction,
            AuditTrail audit,
            Ids ids) {
        sources.forEach(source -> this.sources.put(source.name(), source));
        this.syncs = syncs;
        this.skus = skus;
        this.record = record;
        this.transaction = transaction;
        this.audit = audit;
        this.ids = ids;
    }

    /** Names of the channels that can be read. */
    public Set<String> channels() {
        return sources.keySet();
    }

    /** As {@link #start(String, String)}, by an operator. */
    public SyncRun start(Caller actor, String channel) {
        return Objects.requireNonNull(transaction.execute(status -> {
            SyncRun run = start(channel, actor.id());
            var subject = new AuditTrail.Subject("CATALOGUE_SYNC", Long.toString(run.id()));
            audit.record(actor, "START_CATALOGUE_SYNC", subject, null, run, null);
            return run;
        }));
    }

    /** Newest first. */
    public List<SyncRun> runs(@Nullable String channel, long offset, int most) {
        return syncs.page(channel, offset, most);
    }

    public Optional<SyncRun> find(long id) {
        return syncs.find(id);
    }

    public Map<SyncRun.Outcome, Long> counts(long id) {
        return syncs.counts(id);
    }

    public List<SyncRun.Result> results(long id, SyncRun.@Nullable Outcome outcome, long offset, int most) {
        return syncs.results(id, outcome, offset, most);
    }

    /**
     * Begins a reading; a job carries it out.
     *
     * @throws io.jiaxiao.kernel.RefusedException unknown channel, or one that is being read
     */
    SyncRun start(String channel, String startedBy) {
        source(channel);
        long id = ids.next();
        if (!syncs.start(id, channel, startedBy)) {
            throw SYNC_RUNNING.asException();
        }
        return syncs.find(id).orElseThrow();
    }

    /**
     * Goes on with a reading to its end.
     *
     * @throws ChannelUnavailableException when the channel cannot be asked now; what was done stays done
     */
    void run(SyncRun run) {
        ProductSource source = source(run.channel());
        Set<String> pool = new TreeSet<>(source.skus());
        syncs.total(run.id(), pool.size());
        List<String> left = pool.stream()
                .filter(number -> number.compareTo(run.reached()) > 0)
                .toList();
        for (int from = 0; from < left.size(); from += AT_ONCE) {
            List<String> numbers = left.subList(from, Math.min(left.size(), from + AT_ONCE));
            RecordReadings.Reading reading = read(source, numbers, pool);
            record(run, reading);
        }
        retireWhatLeft(run, source.name(), pool);
        syncs.finish(run.id(), SyncRun.State.DONE);
    }

    /** All at once; one by one when that fails, so that one product nobody can store does not stop the others. */
    private void record(SyncRun run, RecordReadings.Reading reading) {
        String last = reading.numbers().getLast();
        try {
            transaction.executeWithoutResult(status -> syncs.progress(run.id(), last, record.record(reading)));
        } catch (RuntimeException e) {
            log.warn("products of {} up to {} are stored one by one", run.channel(), last, e);
            List<SyncRun.Result> results = new ArrayList<>();
            reading.numbers().forEach(number -> results.addAll(recordOne(reading, number)));
            transaction.executeWithoutResult(status -> syncs.progress(run.id(), last, results));
        }
    }

    private List<SyncRun.Result> recordOne(RecordReadings.Reading reading, String number) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> record.record(reading.of(number))));
        } catch (RuntimeException e) {
            log.error("product {} of {} cannot be stored", number, reading.channel(), e);
            return List.of(new SyncRun.Result(number, SyncRun.Outcome.FAILED, "商品资料无法保存"));
        }
    }

    /** What we have and the pool has not; needs no word of the channel. */
    private void retireWhatLeft(SyncRun run, String channel, Set<String> pool) {
        String after = "";
        List<String> ours = skus.inPool(channel, after, AT_ONCE);
        while (!ours.isEmpty()) {
            List<String> gone =
                    ours.stream().filter(number -> !pool.contains(number)).toList();
            if (!gone.isEmpty()) {
                var reading = new RecordReadings.Reading(channel, gone, Map.of(), Map.of(), Set.of());
                transaction.executeWithoutResult(status -> syncs.record(run.id(), record.record(reading)));
            }
            after = ours.getLast();
            ours = skus.inPool(channel, after, AT_ONCE);
        }
    }

    /**
     * Asks a channel about some of its numbers.
     *
     * @param pool all that is in the pool; null when that was not asked
     */
    RecordReadings.Reading read(ProductSource source, List<String> numbers, @Nullable Set<String> pool) {
        Map<String, ProductSource.Product> products = new HashMap<>();
        source.products(numbers).forEach(product -> products.put(product.sku(), product));
        Map<String, Long> onSale = new HashMap<>(source.onSale(numbers));
        // Channels that do not ship know without a place that nothing is left; for the others only the order tells.
        source.stock(numbers, null).forEach((number, left) -> {
            if (left == 0) {
                onSale.remove(number);
            }
        });
        return new RecordReadings.Reading(source.name(), List.copyOf(numbers), products, onSale, pool);
    }

    ProductSource source(String channel) {
        ProductSource source = sources.get(channel);
        if (source == null) {
            throw CHANNEL_UNKNOWN.asException();
        }
        return source;
    }
}
