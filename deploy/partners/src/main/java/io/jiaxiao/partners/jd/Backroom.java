package io.jiaxiao.partners.jd;

import io.jiaxiao.partners.memory.Diary;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What JD's own people do to goods and money; messages tell of it. Inside the house's hours only. */
final class Backroom {

    static final String CHANGED = "changed";
    static final String BALANCED = "balanced";
    static final String BEGAN_ANEW = "began-anew";

    private final Shop shop;
    private final Balance balance;
    private final MessagePool messages;
    private final Orders orders;
    private final AfterSales afterSales;
    private final Diary diary;
    private final Clock clock;

    Backroom(
            Shop shop,
            Balance balance,
            MessagePool messages,
            Orders orders,
            AfterSales afterSales,
            Diary diary,
            Clock clock) {
        this.shop = shop;
        this.balance = balance;
        this.messages = messages;
        this.orders = orders;
        this.afterSales = afterSales;
        this.diary = diary;
        this.clock = clock;
    }

    /** What is null stays as it is. */
    record Change(
            @Nullable Long priceFen, @Nullable Long stock, @Nullable Boolean onShelf, @Nullable Set<Integer> pools) {}

    /** A change as the diary has it. */
    record Changed(long sku, Change change) {}

    void change(Goods goods, Change change) {
        diary.write(CHANGED, clock.instant(), new Changed(goods.sku, change));
        if (change.stock() != null) {
            goods.stock = change.stock();
        }
        if (change.priceFen() != null && change.priceFen() != goods.priceFen) {
            goods.priceFen = change.priceFen();
            messages.add(MessagePool.PRICE, MessagePool.about().put("skuId", goods.sku));
        }
        if (change.onShelf() != null && change.onShelf() != goods.onShelf) {
            goods.onShelf = change.onShelf();
            messages.add(MessagePool.SHELF, MessagePool.about().put("skuId", goods.sku));
        }
        if (change.pools() != null) {
            move(goods, change.pools());
        }
    }

    void setBalance(long fen) {
        diary.write(BALANCED, clock.instant(), fen);
        balance.setTo(fen);
    }

    /** Back to the first day, but for the balance. */
    void beginAnew() {
        diary.write(BEGAN_ANEW, clock.instant(), true);
        orders.roots().stream()
                .filter(order -> order.valid && !order.confirmed)
                .forEach(order -> balance.release(order.totalFen()));
        orders.clear();
        messages.clear();
        afterSales.clear();
        shop.restock();
    }

    private void move(Goods goods, Set<Integer> pools) {
        for (int pool : new TreeSet<>(Shop.POOLS.keySet())) {
            boolean was = goods.pools.contains(pool);
            boolean will = pools.contains(pool);
            if (was != will) {
                messages.add(
                        MessagePool.POOL,
                        MessagePool.about()
                                .put("skuId", goods.sku)
                                .put("page_num", pool)
                                .put("state", will ? 1 : 2));
            }
        }
        goods.pools.clear();
        goods.pools.addAll(pools);
    }
}
