package io.jiaxiao.partners.niannianka;

import io.jiaxiao.partners.chance.Chance;
import io.jiaxiao.partners.memory.Diary;
import io.jiaxiao.partners.recharge.Fate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The partner's books: goods, stock, our balance, and the orders. */
final class Shop {

    private static final String TAKEN = "taken";
    private static final String MOVED = "moved";
    private static final String RESTOCKED = "restocked";

    private final Clock clock;
    private final Chance chance;
    private final int mostOrders;
    private final Diary diary;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Goods> goods = new LinkedHashMap<>();
    private final Map<String, Integer> stock = new HashMap<>();
    private final Map<String, SupplyOrder> orders = new LinkedHashMap<>();
    private long balance;
    private long taken;

    Shop(Clock clock, Chance chance, Collection<Goods> offered, long balanceFen, int mostOrders, Diary diary) {
        this.clock = clock;
        this.chance = chance;
        this.mostOrders = mostOrders;
        this.diary = diary;
        this.balance = balanceFen;
        offered.forEach(each -> {
            goods.put(each.id(), each);
            stock.put(each.id(), each.stock());
        });
    }

    /** In the diary. */
    private record Taken(Purchase purchase, Fate fate) {}

    /** In the diary. */
    private record Moved(String orderNo, SupplyOrder.State to) {}

    /** In the diary. */
    private record Restocked(String productId, int pieces) {}

    /** What became of a purchase. */
    sealed interface Placed {

        record Taken(SupplyOrder order) implements Placed {}

        record Refused(Code code) implements Placed {}
    }

    /** Why a purchase would not be taken now; empty when it would. */
    Optional<Code> complaint(Purchase purchase) {
        lock.lock();
        try {
            if (orders.containsKey(purchase.orderNo())) {
                return Optional.of(Code.ORDER_EXISTS);
            }
            if (purchase.stocked() && left(purchase.productId()) < purchase.pieces()) {
                return Optional.of(Code.STOCK);
            }
            return balance < purchase.priceFen() ? Optional.of(Code.BALANCE) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a purchase, the money and the stock for it; or refuses it as {@link #complaint} says. */
    Placed place(Purchase purchase, Supplier<Fate> fate) {
        lock.lock();
        try {
            Optional<Code> complaint = complaint(purchase);
            if (complaint.isPresent()) {
                return new Placed.Refused(complaint.get());
            }
            Taken fresh = new Taken(purchase, fate.get());
            Instant now = clock.instant();
            diary.write(TAKEN, now, fresh);
            return new Placed.Taken(take(fresh, now));
        } finally {
            lock.unlock();
        }
    }

    private SupplyOrder take(Taken fresh, Instant at) {
        Purchase purchase = fresh.purchase();
        balance -= purchase.priceFen();
        if (purchase.stocked()) {
            stock.merge(purchase.productId(), -purchase.pieces(), Integer::sum);
        }
        String id = "NNK%012d%04d".formatted(++taken, chance.number("niannianka order", taken, 10_000));
        SupplyOrder order = new SupplyOrder(id, purchase, SupplyOrder.State.untreated, at, null, fresh.fate());
        orders.put(purchase.orderNo(), order);
        if (orders.size() > mostOrders) {
            orders.remove(orders.keySet().iterator().next());
        }
        return order;
    }

    /** Moves an order on; at a failure its money and stock come back. */
    SupplyOrder move(SupplyOrder before, SupplyOrder.State next) {
        lock.lock();
        try {
            Instant now = clock.instant();
            diary.write(MOVED, now, new Moved(before.purchase().orderNo(), next));
            return moved(before, next, now);
        } finally {
            lock.unlock();
        }
    }

    private SupplyOrder moved(SupplyOrder before, SupplyOrder.State next, Instant at) {
        SupplyOrder after = before.inState(next, at);
        Purchase purchase = after.purchase();
        orders.replace(purchase.orderNo(), after);
        if (next == SupplyOrder.State.failed) {
            balance += purchase.priceFen();
            if (purchase.stocked()) {
                stock.merge(purchase.productId(), purchase.pieces(), Integer::sum);
            }
        }
        return after;
    }

    /**
     * Everything as the diary has it; before anybody is served.
     *
     * @return the orders that have not reached their end
     */
    List<SupplyOrder> recall() {
        lock.lock();
        try {
            diary.recall(entry -> {
                switch (entry.kind()) {
                    case TAKEN -> take(diary.as(entry, Taken.class), entry.at());
                    case RESTOCKED -> {
                        Restocked fresh = diary.as(entry, Restocked.class);
                        stock.put(fresh.productId(), fresh.pieces());
                    }
                    default -> {
                        Moved step = diary.as(entry, Moved.class);
                        SupplyOrder before = orders.get(step.orderNo());
                        if (before != null) {
                            moved(before, step.to(), entry.at());
                        }
                    }
                }
            });
            return orders.values().stream()
                    .filter(order -> !order.state().isEnd())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** @return empty when there is no such product */
    Optional<Goods> restock(String productId, int pieces) {
        lock.lock();
        try {
            Goods known = goods.get(productId);
            if (known != null) {
                diary.write(RESTOCKED, clock.instant(), new Restocked(productId, pieces));
                stock.put(productId, pieces);
            }
            return Optional.ofNullable(known);
        } finally {
            lock.unlock();
        }
    }

    List<SupplyOrder> orders() {
        lock.lock();
        try {
            return List.copyOf(orders.values());
        } finally {
            lock.unlock();
        }
    }

    Optional<SupplyOrder> order(String orderNo) {
        lock.lock();
        try {
            return Optional.ofNullable(orders.get(orderNo));
        } finally {
            lock.unlock();
        }
    }

    Collection<Goods> goods() {
        return goods.values();
    }

    Optional<Goods> goods(String id) {
        return Optional.ofNullable(goods.get(id));
    }

    int left(String productId) {
        lock.lock();
        try {
            return stock.getOrDefault(productId, 0);
        } finally {
            lock.unlock();
        }
    }

    long balanceFen() {
        lock.lock();
        try {
            return balance;
        } finally {
            lock.unlock();
        }
    }
}
