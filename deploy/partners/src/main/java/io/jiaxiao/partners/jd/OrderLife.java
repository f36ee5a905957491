package io.jiaxiao.partners.jd;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What happens to an order, and which messages say so (partners.md 5.5). */
final class OrderLife {

    private static final Duration UNPAID = Duration.ofDays(7);

    private final Orders orders;
    private final Balance balance;
    private final MessagePool messages;
    private final Hours hours;
    private final Clock clock;
    private final JdProperties properties;

    OrderLife(Orders orders, Balance balance, MessagePool messages, Hours hours, Clock clock, JdProperties properties) {
        this.orders = orders;
        this.balance = balance;
        this.messages = messages;
        this.hours = hours;
        this.clock = clock;
        this.properties = properties;
    }

    /** Takes the goods from the shelf and keeps the money aside; confirms at once when that was asked for. */
    Order make(Submission submission, Fate fate) {
        List<Order.Item> items = submission.lines().stream()
                .map(line -> new Order.Item(line.getKey(), line.getValue(), line.getKey().priceFen))
                .toList();
        Order order =
                new Order(orders.nextId(), null, submission, items, submission.freightFen(), clock.instant(), fate);
        items.forEach(item -> item.goods().stock -= item.num());
        balance.reserve(order.totalFen());
        order.track(clock.instant(), "您提交了订单，请等待确认", "客户");
        orders.add(order);
        tell(order, MessagePool.NEW_ORDER, about(order).put("pin", properties.username()));
        if (submission.confirmedAtOnce()) {
            confirm(order);
        } else {
            Duration life = fate.expiresAfter() == null ? properties.reservationLifetime() : fate.expiresAfter();
            hours.after(life, () -> expire(order));
        }
        return order;
    }

    void confirm(Order order) {
        order.confirmed = true;
        balance.release(order.totalFen());
        order.track(clock.instant(), "订单已确认", "系统");
        if (order.fate.unpaid() || !pay(order)) {
            tell(order, MessagePool.PAYMENT_FAILED, about(order));
            hours.after(UNPAID, () -> giveUpUnpaid(order));
        }
    }

    /** Pays from the balance and sends the goods on their way; false when there is not enough. */
    boolean pay(Order order) {
        if (!balance.pay(order.id, order.totalFen())) {
            return false;
        }
        order.paid = true;
        if (!order.fate.neverShipped()) {
            Duration packed = properties.shipDelay().minus(properties.splitDelay());
            // One after the other: an order that is on its way is split no more.
            hours.after(properties.splitDelay(), () -> {
                split(order);
                hours.after(packed.isNegative() ? Duration.ZERO : packed, () -> ship(order));
            });
        }
        return true;
    }

    /** Before the confirmation only. */
    void cancel(Order order) {
        drop(order);
        balance.release(order.totalFen());
        tell(order, MessagePool.CANCELLED, about(order));
    }

    private void expire(Order order) {
        if (order.valid && !order.confirmed) {
            drop(order);
            balance.release(order.totalFen());
            tell(order, MessagePool.EXPIRED, about(order).put("cancelType", 2));
            tell(order, MessagePool.CANCELLED, about(order));
        }
    }

    private void giveUpUnpaid(Order order) {
        if (order.valid && !order.paid) {
            drop(order);
            tell(order, MessagePool.EXPIRED, about(order).put("cancelType", 1));
            tell(order, MessagePool.CANCELLED, about(order));
        }
    }

    private void drop(Order order) {
        order.valid = false;
        order.endedAt = clock.instant();
        order.items.forEach(item -> item.goods().stock += item.num());
        order.track(clock.instant(), "订单已取消", "系统");
    }

    /** Each SKU in a parcel of its own; a single SKU only on demand, in two parcels. */
    private void split(Order order) {
        List<List<Order.Item>> parts = order.items.size() > 1
                ? order.items.stream().map(List::of).toList()
                : order.fate.split() ? halves(order.items.getFirst()) : List.of();
        if (parts.size() < 2) {
            return;
        }
        for (List<Order.Item> part : parts) {
            long freight = order.children.isEmpty() ? order.freightFen : 0;
            order.children.add(child(order, part, freight));
        }
        tell(order, MessagePool.SPLIT, MessagePool.about().put("pOrder", order.id));
        if (order.fate.splitAgain()) {
            tell(order, MessagePool.SPLIT, MessagePool.about().put("pOrder", order.id));
            Duration pause =
                    properties.shipDelay().minus(properties.splitDelay()).dividedBy(2);
            hours.after(pause.isNegative() ? Duration.ZERO : pause, () -> splitAgain(order));
        }
    }

    /** One child gives way to two; the message names the first parent again. */
    private void splitAgain(Order order) {
        for (Order child : List.copyOf(order.children)) {
            List<List<Order.Item>> parts = halves(child.items.getFirst());
            if (parts.size() == 2 && child.shippedAt == null) {
                child.valid = false;
                order.children.remove(child);
                order.children.add(child(order, parts.get(0), child.freightFen));
                order.children.add(child(order, parts.get(1), 0));
                tell(order, MessagePool.SPLIT, MessagePool.about().put("pOrder", order.id));
                return;
            }
        }
    }

    private static List<List<Order.Item>> halves(Order.Item item) {
        int half = item.num() / 2;
        return half == 0
                ? List.of(List.of(item))
                : List.of(
                        List.of(new Order.Item(item.goods(), half, item.priceFen())),
                        List.of(new Order.Item(item.goods(), item.num() - half, item.priceFen())));
    }

    private Order child(Order order, List<Order.Item> items, long freight) {
        Order child = new Order(orders.nextId(), order, order.submission, items, freight, order.createdAt, order.fate);
        child.confirmed = true;
        child.paid = true;
        child.tracks.addAll(order.tracks);
        orders.add(child);
        return child;
    }

    /** Sends every parcel; the first one arrives first. */
    void ship(Order order) {
        List<Order> parcels = order.parcels();
        for (int i = 0; i < parcels.size(); i++) {
            Order parcel = parcels.get(i);
            boolean refused = order.fate.refusedAtTheDoor() && i == 0;
            parcel.shippedAt = clock.instant();
            parcel.track(clock.instant(), "您的包裹已出库，运单号 " + waybill(parcel), "京东快递");
            tell(order, MessagePool.SHIPPED, about(parcel));
            Duration way = properties
                    .deliveryDelay()
                    .plus(properties.deliveryDelay().dividedBy(2).multipliedBy(i));
            hours.after(way, () -> arrive(parcel, refused));
        }
    }

    private void arrive(Order parcel, boolean refused) {
        if (parcel.state != Order.NEW || !parcel.valid) {
            return;
        }
        parcel.state = refused ? Order.REFUSED : Order.DELIVERED;
        parcel.endedAt = clock.instant();
        parcel.track(clock.instant(), refused ? "收货人拒收" : "您的订单已签收", "京东快递");
        tell(parcel, MessagePool.ARRIVED, about(parcel).put("state", refused ? 2 : 1));
        if (refused) {
            balance.refundAppliedFor(parcel.id);
            balance.refund(parcel.id, parcel.totalFen(), "拒收退款");
            parcel.items.forEach(item -> item.goods().stock += item.num());
        } else {
            hours.after(properties.completeDelay(), () -> complete(parcel));
        }
    }

    /** {@code order/confirmReceived}: the customer says it is there, whatever the courier says. */
    void received(Order parcel) {
        arrive(parcel, false);
        complete(parcel);
    }

    private void complete(Order parcel) {
        if (parcel.completedAt == null && parcel.state == Order.DELIVERED) {
            parcel.completedAt = clock.instant();
        }
    }

    /** A new, free parcel in place of a returned one. */
    Order exchange(Order parcel, Order.Item item) {
        Order fresh = new Order(
                orders.nextId(),
                parcel.root(),
                parcel.submission,
                List.of(new Order.Item(item.goods(), item.num(), 0)),
                0,
                clock.instant(),
                parcel.fate);
        fresh.confirmed = true;
        fresh.paid = true;
        orders.add(fresh);
        hours.after(properties.shipDelay(), () -> ship(fresh));
        return fresh;
    }

    static String waybill(Order parcel) {
        return "JDX" + parcel.id;
    }

    void tell(Order order, int type, ObjectNode about) {
        messages.add(type, about);
        if (order.fate.doubled()) {
            messages.add(type, about);
        }
    }

    static ObjectNode about(Order order) {
        return MessagePool.about().put("orderId", order.id);
    }
}
