package io.jiaxiao.partners.jd;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All orders, found by JD's number or ours. */
final class Orders {

    private final int most;
    private final Map<Long, Order> byId = new LinkedHashMap<>();
    private final Map<String, Order> byThirdOrder = new HashMap<>();
    private long lastId;

    /** @param firstId not lower than any id of an earlier life */
    Orders(int most, long firstId) {
        this.most = most;
        this.lastId = firstId;
    }

    long nextId() {
        return ++lastId;
    }

    void add(Order order) {
        byId.put(order.id, order);
        if (order.parent == null) {
            byThirdOrder.putIfAbsent(order.submission.thirdOrder(), order);
        }
        if (byId.size() > most) {
            Iterator<Order> oldest = byId.values().iterator();
            byThirdOrder.remove(oldest.next().submission.thirdOrder());
            oldest.remove();
        }
    }

    @Nullable
    Order find(long id) {
        return byId.get(id);
    }

    @Nullable
    Order findByThirdOrder(String thirdOrder) {
        return byThirdOrder.get(thirdOrder);
    }

    /** Every parcel, oldest first. */
    Stream<Order> parcels() {
        return byId.values().stream().filter(order -> order.children.isEmpty());
    }

    List<Order> roots() {
        return byId.values().stream().filter(order -> !order.isChild()).toList();
    }

    void clear() {
        byId.clear();
        byThirdOrder.clear();
    }
}
