package io.jiaxiao.partners.niannianka;

import io.jiaxiao.partners.chance.Chance;
import io.jiaxiao.partners.recharge.Fate;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The partner's books: goods, stock, our balance, and the orders. All of it is in memory. */
final class Shop {

    private final Clock clock;
    private final Chance chance;
    private final int mostOrders;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Goods> goods = new LinkedHashMap<>();
    private final Map<String, Integer> stock = new HashMap<>();
    private final Map<String, SupplyOrder> orders = new LinkedHashMap<>();
    private long balance;
    private long taken;

    Shop(Clock clock, Chance chance, Collection<Goods> offered, long balanceFen, int mostOrders) {
        this.clock = clock;
        this.chance = chance;
        this.mostOrders = mostOrders;
        this.balance = balanceFen;
        offered.forEach(each -> {
            goods.put(each.id(), each);
            stock.put(each.id(), each.stock());
        });
    }

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
            balance -= purchase.priceFen();
            if (purchase.stocked()) {
                stock.merge(purchase.productId(), -purchase.pieces(), Integer::sum);
            }
            String id = "NNK%012d%04d".formatted(++taken, chance.number("niannianka order", taken, 10_000));
            SupplyOrder order =
                    new SupplyOrder(id, purchase, SupplyOrder.State.untreated, clock.instant(), null, fate.get());
            orders.put(purchase.orderNo(), order);
            if (orders.size() > mostOrders) {
                orders.remove(orders.keySet().iterator().next());
            }
            return new Placed.Taken(order);
        } finally {
            lock.unlock();
        }
    }

    /** Moves an order on; at a failure its money and stock come back. */
    SupplyOrder move(SupplyOrder before, SupplyOrder.State next) {
        lock.lock();
        try {
            SupplyOrder after = before.inState(next, clock.instant());
            Purchase purchase = after.purchase();
            orders.replace(purchase.orderNo(), after);
            if (next == SupplyOrder.State.failed) {
                balance += purchase.priceFen();
                if (purchase.stocked()) {
                    stock.merge(purchase.productId(), purchase.pieces(), Integer::sum);
                }
            }
            return after;
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
