package io.jiaxiao.mall.campaign;

import io.jiaxiao.mall.campaign.domain.FlashSale;
import io.jiaxiao.mall.campaign.store.FlashSaleStore;
import io.jiaxiao.mall.campaign.store.FlashSaleStore.Admitted;
import io.jiaxiao.mall.campaign.store.RedisAdmissions;
import io.jiaxiao.mall.catalogue.OfferStock;
import io.jiaxiao.starter.redis.RedisAwayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares admissions with orders: units of those who never ordered can be had again, and when nothing is under way Redis is made to say
 * what the database says. Sales that are over are closed, and what was not sold goes back to the SKU.
 */
@Service
class SettleAdmissions {

    private static final Logger log = LoggerFactory.getLogger(SettleAdmissions.class);
    private static final int AT_ONCE = 500;

    /** So often all admissions are compared, even when nobody ordered: a Redis that came back may have forgotten who did. */
    private static final Duration AT_LEAST_EVERY = Duration.ofMinutes(1);

    private final FlashSaleStore store;
    private final RedisAdmissions admissions;
    private final OfferStock stock;
    private final TransactionTemplate transaction;
    private final CampaignProperties properties;
    private final Clock clock;

    /** By sale: in a rush tens of thousands wait to order, and asking for each of them every round would slow those who do. */
    private final Map<Long, Compared> compared = new ConcurrentHashMap<>();

    SettleAdmissions(
            FlashSaleStore store,
            RedisAdmissions admissions,
            OfferStock stock,
            TransactionTemplate transaction,
            CampaignProperties properties,
            Clock clock) {
        this.store = store;
        this.admissions = admissions;
        this.stock = stock;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /** One round over all sales that have begun; safe to run twice. */
    void settleAll() {
        List<FlashSale> begun = store.begun(clock.instant());
        compared.keySet().retainAll(begun.stream().map(FlashSale::id).collect(Collectors.toSet()));
        for (FlashSale sale : begun) {
            try {
                settleOrClose(sale);
            } catch (RuntimeException e) {
                // The others are not to wait for it.
                log.error("sale {} cannot be settled", sale.id(), e);
            }
        }
    }

    private void settleOrClose(FlashSale sale) {
        try {
            settle(sale);
        } catch (RedisAwayException e) {
            log.debug("Redis is away; admissions of sale {} are settled later", sale.id());
        }
        // The last admission was given before the end; nothing can be ordered when all of them are long over.
        Instant last = sale.endsAt().plus(properties.admissionLives()).plus(properties.grace());
        if (clock.instant().isAfter(last)) {
            close(sale.id());
        }
    }

    private void settle(FlashSale sale) throws RedisAwayException {
        Instant now = clock.instant();
        Instant lapsed = now.minus(properties.grace());
        long orders = store.claims(sale.id());
        boolean all = compared.getOrDefault(sale.id(), Compared.NEVER).isOutdated(orders, now);
        int from = 0;
        List<RedisAdmissions.Open> open = admissions.open(sale.id(), from, AT_ONCE);
        while (!open.isEmpty() && (all || open.getFirst().expires().isBefore(lapsed))) {
            List<Admitted> buyers =
                    open.stream().map(RedisAdmissions.Open::buyer).toList();
            Set<Admitted> ordered = store.ordered(sale.id(), buyers);
            List<Admitted> never = new ArrayList<>();
            for (RedisAdmissions.Open one : open) {
                if (!ordered.contains(one.buyer()) && one.expires().isBefore(lapsed)) {
                    never.add(one.buyer());
                }
            }
            if (!ordered.isEmpty()) {
                admissions.ordered(sale.id(), ordered);
            }
            if (!never.isEmpty()) {
                log.info("{} units of sale {} are free again", admissions.giveBack(sale.id(), never), sale.id());
            }
            from += open.size() - ordered.size() - never.size();
            open = admissions.open(sale.id(), from, AT_ONCE);
        }
        if (all) {
            compared.put(sale.id(), new Compared(orders, now));
        }
        align(sale.id());
    }

    /** @param orders there ever were when all admissions were last compared */
    private record Compared(long orders, Instant at) {

        static final Compared NEVER = new Compared(-1, Instant.MIN);

        boolean isOutdated(long orders, Instant now) {
            return orders != this.orders || at.plus(AT_LEAST_EVERY).isBefore(now);
        }
    }

    private void align(long saleId) throws RedisAwayException {
        String turns = admissions.turns(saleId);
        FlashSale now = store.find(saleId).orElseThrow();
        // A cancellation leaves Redis a unit short until here: that is when counts of persons may be wrong, too.
        if (!admissions.says(saleId, now.available())
                && admissions.align(saleId, now.available(), turns, store.cancelled(saleId))) {
            log.info("sale {} has {} units, as the database says", saleId, now.available());
        }
    }

    private void close(long saleId) {
        transaction.executeWithoutResult(status -> {
            FlashSale sale = store.find(saleId).orElseThrow();
            // The SKU's row is locked before the sale's, as everywhere; units that moved meanwhile leave it to the next
            // round.
            stock.putBack(sale.skuId(), sale.available());
            if (store.close(sale)) {
                log.info("sale {} is closed, {} of {} units were not sold", saleId, sale.available(), sale.units());
            } else {
                status.setRollbackOnly();
            }
        });
    }
}
