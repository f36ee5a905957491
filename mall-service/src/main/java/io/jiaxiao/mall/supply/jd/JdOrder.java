package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.SupplyOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An order as JD shows it, whether flat or split: both shapes become this one.
 *
 * @param number    of the parent: the one to confirm and to cancel
 * @param confirmed whether the reservation was confirmed
 * @param valid     false once cancelled
 * @param skus      pieces by SKU, of the whole order
 * @param goodsFen  JD's orderPrice, taken to be without freight (INFERRED); -1 when JD does not say
 * @param parts     the parcels; the order itself while it is not split
 */
record JdOrder(
        String number,
        boolean confirmed,
        boolean valid,
        Map<String, Integer> skus,
        long goodsFen,
        long freightFen,
        List<Part> parts) {

    /**
     * @param state  0 under way, 1 delivered, 2 refused by the receiver
     * @param pieces of what was ordered, presents left out; 0 when JD does not say
     */
    record Part(String number, int state, boolean valid, int pieces) {}

    /** Reads the answer to a submission, or of {@code order/selectJdOrder}; empty when there is no order in it. */
    static Optional<JdOrder> read(JsonNode shown) {
        JsonNode result = JdJson.unpacked(shown);
        JsonNode children = result.path("cOrder");
        boolean split = children.isArray() && !children.isEmpty();
        JsonNode parent = result.path("pOrder").isObject() ? result.path("pOrder") : result;
        String number = JdJson.id(parent.path("jdOrderId"));
        if (number.isEmpty()) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        if (split) {
            children.forEach(child -> parts.add(part(child)));
        } else {
            parts.add(part(result));
        }
        long freight = JdJson.fen(parent.path("freight"));
        return Optional.of(new JdOrder(
                number,
                split || flag(result, parent, "submitState", 0) == 1,
                flag(result, parent, "orderState", 1) == 1,
                skus(parent),
                JdJson.fen(parent.path("orderPrice")),
                Math.max(freight, 0),
                List.copyOf(parts)));
    }

    /** The root of the order this number belongs to; itself when it is no child. */
    static String rootOf(JsonNode shown, String asked) {
        JsonNode result = JdJson.unpacked(shown);
        String parent = JdJson.id(result.path("pOrder"));
        if (!parent.isEmpty() && !parent.equals("0")) {
            return parent;
        }
        return read(result).map(JdOrder::number).orElse(asked);
    }

    /** Whether it holds what we wanted, no more and no less. */
    boolean isFor(SupplyOrder wanted) {
        Map<String, Integer> asked = wanted.items().stream()
                .collect(Collectors.toMap(SupplyOrder.Item::sku, SupplyOrder.Item::quantity, Integer::sum));
        return skus.equals(asked);
    }

    /** What JD takes for it in all, in fen; -1 when it does not say. */
    long costFen() {
        return goodsFen < 0 ? -1 : goodsFen + freightFen;
    }

    private static int flag(JsonNode result, JsonNode parent, String field, int otherwise) {
        return JdJson.whole(result.path(field), JdJson.whole(parent.path(field), otherwise));
    }

    private static Part part(JsonNode node) {
        return new Part(
                JdJson.id(node.path("jdOrderId")),
                JdJson.whole(node.path("state"), 0),
                JdJson.whole(node.path("orderState"), 1) == 1,
                skus(node).values().stream().mapToInt(Integer::intValue).sum());
    }

    /** Presents come with an order and were not asked for: their type is not 0. */
    private static Map<String, Integer> skus(JsonNode node) {
        Map<String, Integer> skus = new HashMap<>();
        node.path("sku").forEach(each -> {
            if (JdJson.whole(each.path("type"), 0) == 0) {
                skus.merge(JdJson.id(each.path("skuId")), JdJson.whole(each.path("num"), 0), Integer::sum);
            }
        });
        return skus;
    }
}
