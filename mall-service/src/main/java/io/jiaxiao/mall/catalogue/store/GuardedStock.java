package io.jiaxiao.mall.catalogue.store;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.OfferStock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The counters in SQL: the lock of a SKU's stock row comes first, and every update repeats the guard. */
@Repository
class GuardedStock implements OfferStock {

    private final JdbcTemplate jdbc;

    GuardedStock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Claims open(List<Claim> claims) {
        requireTransaction();
        return StockClaims.lock(jdbc, claims);
    }

    @Override
    public void giveBack(long skuId, long personId, int quantity) {
        requireTransaction();
        putBack(skuId, quantity);
        int changed = jdbc.update(
                "UPDATE sku_person SET taken = taken - ? WHERE sku_id = ? AND person_id = ? AND taken >= ?",
                quantity,
                skuId,
                personId,
                quantity);
        if (changed != 1) {
            throw new IllegalStateException("more of SKU " + skuId + " given back than one person had");
        }
    }

    @Override
    public Optional<Refusal> setAside(long skuId, long units) {
        requireTransaction();
        int changed = jdbc.update(
                "UPDATE sku_stock SET available = available - ? WHERE sku_id = ? AND available >= ?",
                units,
                skuId,
                units);
        return changed == 1 ? Optional.empty() : Optional.of(SOLD_OUT);
    }

    @Override
    public void putBack(long skuId, long units) {
        requireTransaction();
        int changed = jdbc.update(
                "UPDATE sku_stock SET available = available + ? WHERE sku_id = ? AND available + ? <= quota",
                units,
                skuId,
                units);
        if (changed != 1) {
            throw new IllegalStateException("more of SKU " + skuId + " given back than its quota has room for");
        }
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("stock changes only in the transaction of what it is taken for");
        }
    }
}
