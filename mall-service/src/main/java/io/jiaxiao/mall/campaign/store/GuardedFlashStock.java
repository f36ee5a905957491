package io.jiaxiao.mall.campaign.store;

import io.jiaxiao.mall.campaign.CampaignProperties;
import io.jiaxiao.mall.campaign.FlashStock;
import io.jiaxiao.mall.campaign.store.FlashSaleStore.Admitted;
import io.jiaxiao.mall.catalogue.OfferStock;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The counters in SQL: the lock of a sale's row comes first, and every update repeats the guard. */
@Repository
class GuardedFlashStock implements FlashStock {

    private final JdbcTemplate jdbc;
    private final OfferStock stock;
    private final RedisAdmissions admissions;
    private final CampaignProperties properties;
    private final Clock clock;

    GuardedFlashStock(
            JdbcTemplate jdbc,
            OfferStock stock,
            RedisAdmissions admissions,
            CampaignProperties properties,
            Clock clock) {
        this.jdbc = jdbc;
        this.stock = stock;
        this.admissions = admissions;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Claims open(List<Claim> claims) {
        requireTransaction();
        // Half of the grace is for the commit: the job that returns units waits for all of it.
        return FlashClaims.lock(
                jdbc, claims, clock.instant(), properties.grace().dividedBy(2));
    }

    @Override
    public void giveBack(long saleId, long personId, String requestId) {
        requireTransaction();
        int changed = jdbc.update(
                "UPDATE flash_sale_claim SET state = 'GIVEN_BACK' WHERE sale_id = ? AND person_id = ? AND request_id = ?"
                        + " AND state = 'TAKEN'",
                saleId,
                personId,
                requestId);
        if (changed == 0) {
            return;
        }
        Integer quantity = jdbc.queryForObject(
                "SELECT quantity FROM flash_sale_claim WHERE sale_id = ? AND person_id = ? AND request_id = ?",
                Integer.class,
                saleId,
                personId,
                requestId);
        int units = quantity == null ? 0 : quantity;
        int open = jdbc.update(
                "UPDATE flash_sale SET available = available + ? WHERE id = ? AND state = 'OPEN' AND available + ? <= units",
                units,
                saleId,
                units);
        if (open == 0) {
            Long sku = jdbc.queryForObject("SELECT sku_id FROM flash_sale WHERE id = ?", Long.class, saleId);
            stock.putBack(sku == null ? 0 : sku, units);
        }
        jdbc.update(
                "UPDATE flash_sale_person SET taken = taken - ? WHERE sale_id = ? AND person_id = ? AND taken >= ?",
                units,
                saleId,
                personId,
                units);
        tellRedis(saleId, new Admitted(personId, requestId));
    }

    /** After the commit, so that nobody is admitted who would be refused here. */
    private void tellRedis(long saleId, Admitted buyer) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                admissions.cancelled(saleId, buyer);
            }
        });
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("stock changes only in the transaction of what it is taken for");
        }
    }
}
