package io.jiaxiao.mall.catalogue;

import io.jiaxiao.contracts.mall.MallAlarm;
import io.jiaxiao.mall.catalogue.domain.ShelfState;
import io.jiaxiao.mall.catalogue.domain.Sku;
import io.jiaxiao.mall.catalogue.domain.SyncRun.Outcome;
import io.jiaxiao.mall.catalogue.domain.SyncRun.Result;
import io.jiaxiao.mall.catalogue.store.SkuStore;
import io.jiaxiao.mall.supply.ProductSource.Product;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Makes the catalogue say what a channel says, SKU by SKU, in the caller's transaction. The same reading twice changes nothing the
 * second time.
 */
@Service
class RecordReadings {

    private final SkuStore skus;
    private final CatalogueCache cache;
    private final Outbox outbox;
    private final Ids ids;
    private final CatalogueProperties properties;
    private final Clock clock;

    RecordReadings(
            SkuStore skus, CatalogueCache cache, Outbox outbox, Ids ids, CatalogueProperties properties, Clock clock) {
        this.skus = skus;
        this.cache = cache;
        this.outbox = outbox;
        this.ids = ids;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What a channel says of some of its numbers.
     *
     * @param numbers  those that were asked for
     * @param products described ones, by number
     * @param onSale   cost in fen of those it sells now
     * @param pool     which of them are in the pool; null when that was not asked
     */
    record Reading(
            String channel,
            List<String> numbers,
            Map<String, Product> products,
            Map<String, Long> onSale,
            @Nullable Set<String> pool) {

        /** The same for one of its numbers. */
        Reading of(String number) {
            return new Reading(channel, List.of(number), products, onSale, pool);
        }
    }

    List<Result> record(Reading reading) {
        Map<String, Sku> known = new HashMap<>();
        skus.lock(reading.channel(), reading.numbers()).forEach(sku -> known.put(sku.channelSku(), sku));
        List<Result> results = new ArrayList<>();
        List<MallAlarm> alarms = new ArrayList<>();
        for (String number : reading.numbers()) {
            Product product = reading.products().get(number);
            Long cost = reading.onSale().get(number);
            Set<String> pool = reading.pool();
            Sku sku = known.get(number);
            if (sku != null) {
                boolean inPool = pool == null ? sku.shelf().inPool() : pool.contains(number);
                results.add(again(sku, product, new ShelfState.Reading(inPool, cost), alarms));
            } else if (pool != null && pool.contains(number)) {
                results.add(first(reading.channel(), number, product, cost));
            }
        }
        if (!alarms.isEmpty()) {
            outbox.appendAll(alarms);
        }
        return results;
    }

    private Result first(String channel, String number, @Nullable Product product, @Nullable Long cost) {
        if (product == null) {
            return new Result(number, Outcome.NOT_DESCRIBED, "渠道未提供商品资料");
        }
        skus.add(ids.next(), channel, kind(channel, product), product, cost != null);
        cache.listsChanged();
        return new Result(number, Outcome.ADDED, "");
    }

    private Result again(Sku sku, @Nullable Product product, ShelfState.Reading reading, List<MallAlarm> alarms) {
        boolean described = product != null && skus.describe(sku, product);
        ShelfState after = sku.shelf().after(reading, properties.marginPercent());
        skus.shelve(sku.id(), sku.shelf(), after);
        boolean changed = described || !after.equals(sku.shelf());
        if (changed) {
            cache.changed(sku.id());
        }
        if (after.tookOff(sku.shelf())) {
            String note = "成本由 " + sku.shelf().pricedCostFen() + " 分涨至 " + after.costFen() + " 分，已自动下架，请重新定价";
            alarms.add(new MallAlarm("PRICE_ROSE", "sku:" + sku.id(), note, clock.instant()));
            return new Result(sku.channelSku(), Outcome.TAKEN_OFF, note);
        }
        if (!reading.inPool()) {
            return new Result(sku.channelSku(), Outcome.GONE, "已不在渠道商品池中");
        }
        if (!after.partnerOn()) {
            return new Result(sku.channelSku(), Outcome.PARTNER_OFF, "渠道已下架或暂无价格");
        }
        return new Result(sku.channelSku(), changed ? Outcome.CHANGED : Outcome.UNCHANGED, "");
    }

    private Offer.Kind kind(String channel, Product product) {
        Offer.Kind usual = properties.kinds().getOrDefault(channel, Offer.Kind.GOODS);
        return usual == Offer.Kind.CARD && product.category().contains(properties.rechargeWord())
                ? Offer.Kind.RECHARGE
                : usual;
    }
}
