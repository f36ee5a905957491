package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.ChannelUnavailableException;
import io.jiaxiao.mall.supply.ProductNotices;
import io.jiaxiao.mall.supply.ProductNotices.ProductChange;
import io.jiaxiao.mall.supply.SupplyNotice;
import io.jiaxiao.mall.supply.SupplyNotices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Empties JD's message pool: read, hand over, and only then delete, so each message is handed over at least once. One that
 * could not be handed over stays; the others do not wait for it. Orders and products are pulled apart, so that trouble with
 * the one never hides the other.
 */
final class JdMessages {

    private static final Logger log = LoggerFactory.getLogger(JdMessages.class);
    private static final int SPLIT = 1;
    private static final int PRICE = 2;
    private static final int SHELF = 4;
    private static final int ARRIVED = 5;
    private static final int POOL = 6;
    private static final int CANCELLED = 10;
    private static final int PAYMENT_FAILED = 14;
    private static final int EXPIRED = 15;
    private static final int DETAIL = 16;
    private static final int AREAS = 50;
    private static final String OF_ORDERS = "1,5,10,12,13,14,15";
    private static final String OF_PRODUCTS = "2,4,6,16";
    private static final String OF_NOBODY = "11,17,25,50";
    private static final int MOST_DELETED = 100;
    private static final int MOST_ROUNDS = 50;

    private final JdCalls calls;
    private final JdDesk desk;
    private final JdAreas areas;
    private final String pool;

    JdMessages(JdCalls calls, JdDesk desk, JdAreas areas, String pool) {
        this.calls = calls;
        this.desk = desk;
        this.areas = areas;
        this.pool = pool;
    }

    private record Message(String id, int type, JsonNode result) {}

    private interface Taker {
        void take(Message message);
    }

    /** Hands over what is told of orders, until nothing new is there or there is no time. @return how many were handed over */
    int ofOrders(SupplyNotices notices) {
        // Many messages of one batch are about one order.
        Map<String, String> roots = new HashMap<>();
        return drain(
                OF_ORDERS, message -> notices.take(notice(message, roots)), () -> notices.hasTimeFor(JdChannel.NAME));
    }

    /** Likewise of products. */
    int ofProducts(ProductNotices notices) {
        return drain(OF_PRODUCTS, message -> change(message).ifPresent(notices::changed), () -> true);
    }

    /** Those nobody here asked for; a change of the address library is heeded. */
    int ofNobody() {
        return drain(
                OF_NOBODY,
                message -> {
                    if (message.type() == AREAS) {
                        areas.forget();
                    }
                },
                () -> true);
    }

    private int drain(String types, Taker taker, BooleanSupplier hasTime) {
        int taken = 0;
        Set<String> stuck = new HashSet<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Message> batch = pull(types).stream()
                    .filter(message -> !stuck.contains(message.id()))
                    .toList();
            if (batch.isEmpty()) {
                return taken;
            }
            List<String> done = new ArrayList<>();
            boolean time = true;
            for (Message message : batch) {
                time = hasTime.getAsBoolean();
                if (!time) {
                    break;
                }
                if (isTaken(message, taker)) {
                    done.add(message.id());
                } else {
                    stuck.add(message.id());
                }
            }
            if (done.isEmpty() || !isDeleted(done) || !time) {
                return taken + done.size();
            }
            taken += done.size();
        }
        return taken;
    }

    private List<Message> pull(String types) {
        try {
            JsonNode read = calls.read("message/get", Map.of("type", types));
            return read.valueStream()
                    .map(each -> new Message(
                            JdJson.id(each.path("id")),
                            JdJson.whole(each.path("type"), 0),
                            JdJson.unpacked(each.path("result"))))
                    .filter(each -> !each.id().isEmpty())
                    .toList();
        } catch (ChannelUnavailableException away) {
            log.debug("the messages of 京东 wait", away);
            return List.of();
        }
    }

    private static boolean isTaken(Message message, Taker taker) {
        try {
            taker.take(message);
            return true;
        } catch (RuntimeException e) {
            log.warn(
                    "message {} of 京东, type {}, was not taken and stays: {}",
                    message.id(),
                    message.type(),
                    e.getClass().getName());
            return false;
        }
    }

    /** What is not deleted comes again, which whoever takes it bears. */
    private boolean isDeleted(List<String> ids) {
        for (int from = 0; from < ids.size(); from += MOST_DELETED) {
            String some = ids.subList(from, Math.min(from + MOST_DELETED, ids.size())).stream()
                    .collect(Collectors.joining(","));
            JdAnswer answer = calls.call(JdCalls.Line.READ, "message/del", Map.of("id", some));
            if (!(answer instanceof JdAnswer.Told told) || !told.success()) {
                return false;
            }
        }
        return true;
    }

    private SupplyNotice notice(Message message, Map<String, String> roots) {
        JsonNode about = message.result();
        String number = JdJson.id(about.path(message.type() == SPLIT ? "pOrder" : "orderId"));
        String root = number.isEmpty() || message.type() == SPLIT ? number : rootOf(number, roots);
        if (message.type() == PAYMENT_FAILED && !root.isEmpty()) {
            JdAnswer paid = desk.pay(root);
            log.warn("京东 could not take the money for order {}; asked to pay again: {}", root, paid.code());
        }
        String code = String.valueOf(message.type());
        return new SupplyNotice(JdChannel.NAME, "", root, kind(message), code);
    }

    private static SupplyNotice.Kind kind(Message message) {
        return switch (message.type()) {
            case ARRIVED ->
                JdJson.whole(message.result().path("state"), 0) == 2
                        ? SupplyNotice.Kind.REFUSED_BY_RECEIVER
                        : SupplyNotice.Kind.FULFILLED;
            case CANCELLED, EXPIRED -> SupplyNotice.Kind.CANCELLED;
            default -> SupplyNotice.Kind.CHANGED;
        };
    }

    /** Messages name the parcel, we know the order: JD says which one it belongs to. */
    private String rootOf(String number, Map<String, String> roots) {
        String known = roots.get(number);
        if (known != null) {
            return known;
        }
        String root =
                switch (desk.show(number)) {
                    case JdDesk.Found.There(JdOrder unused, String found) -> found;
                    case JdDesk.Found.Nothing unused -> number;
                    case JdDesk.Found.Unclear unclear ->
                        throw new ChannelUnavailableException("京东 does not say whose parcel it is: " + unclear.code());
                };
        roots.put(number, root);
        return root;
    }

    private Optional<ProductChange> change(Message message) {
        String sku = JdJson.id(message.result().path("skuId"));
        boolean othersPool = message.type() == POOL
                && !JdJson.id(message.result().path("page_num")).equals(pool);
        if (sku.isEmpty() || othersPool) {
            return Optional.empty();
        }
        ProductChange.Kind kind =
                switch (message.type()) {
                    case PRICE -> ProductChange.Kind.PRICE;
                    case SHELF -> ProductChange.Kind.SHELF;
                    case POOL -> ProductChange.Kind.POOL;
                    case DETAIL -> ProductChange.Kind.DETAIL;
                    default -> null;
                };
        return Optional.ofNullable(kind).map(what -> new ProductChange(JdChannel.NAME, sku, what));
    }
}
