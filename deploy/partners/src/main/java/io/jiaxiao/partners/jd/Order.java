package io.jiaxiao.partners.jd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One order, or one parcel of it after a split. An order that is never split is its own only parcel. Guarded by the
 * desk's lock.
 */
final class Order {

    static final int NEW = 0;
    static final int DELIVERED = 1;
    static final int REFUSED = 2;

    final long id;
    final @Nullable Order parent;
    final Submission submission;
    final List<Item> items;
    final long freightFen;
    final Instant createdAt;
    final Fate fate;
    final List<Order> children = new ArrayList<>();
    final List<Track> tracks = new ArrayList<>();

    int state = NEW;
    boolean confirmed;
    boolean valid = true;
    boolean paid;

    @Nullable
    Instant shippedAt;

    @Nullable
    Instant endedAt;

    @Nullable
    Instant completedAt;

    /** So many pieces of one SKU, at the price of the day of the order. */
    record Item(Goods goods, int num, long priceFen) {
        long totalFen() {
            return num * priceFen;
        }
    }

    record Track(Instant at, String content, String by) {}

    Order(
            long id,
            @Nullable Order parent,
            Submission submission,
            List<Item> items,
            long freightFen,
            Instant now,
            Fate fate) {
        this.id = id;
        this.parent = parent;
        this.submission = submission;
        this.items = List.copyOf(items);
        this.freightFen = freightFen;
        this.createdAt = now;
        this.fate = fate;
    }

    /** Without freight. */
    long goodsFen() {
        return items.stream().mapToLong(Item::totalFen).sum();
    }

    long totalFen() {
        return goodsFen() + freightFen;
    }

    boolean isChild() {
        return parent != null;
    }

    Order root() {
        return parent == null ? this : parent.root();
    }

    /** The parcels that travel: the children, or the order itself. */
    List<Order> parcels() {
        return children.isEmpty() ? List.of(this) : List.copyOf(children);
    }

    /** What the order is known by at the fault switches: mobile, SKUs and amount. */
    List<String> numbers() {
        return submission.numbers();
    }

    void track(Instant at, String content, String by) {
        tracks.add(new Track(at, content, by));
    }

    /** What a submission is answered with. */
    ObjectNode receipt() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("jdOrderId", id);
        amounts(node);
        skus(node);
        return node;
    }

    /** What {@code order/selectJdOrder} shows: a parent with its children once it is split, else one flat order. */
    ObjectNode view() {
        if (children.isEmpty()) {
            return flat();
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        states(node, 1);
        node.set("pOrder", receipt());
        ArrayNode list = node.putArray("cOrder");
        children.forEach(child -> list.add(child.flat()));
        return node;
    }

    private ObjectNode flat() {
        ObjectNode node = receipt();
        states(node, 2);
        node.put("pOrder", parent == null ? 0 : root().id);
        return node;
    }

    private void amounts(ObjectNode node) {
        node.put("freight", Yuan.of(freightFen));
        node.put("orderPrice", Yuan.of(goodsFen()));
        node.put("orderNakedPrice", Yuan.naked(goodsFen()));
        node.put("orderTaxPrice", Yuan.of(goodsFen()).subtract(Yuan.naked(goodsFen())));
    }

    private void skus(ObjectNode node) {
        ArrayNode list = node.putArray("sku");
        for (Item item : items) {
            ObjectNode sku = list.addObject();
            sku.put("skuId", item.goods().sku);
            sku.put("num", item.num());
            sku.put("category", Integer.parseInt(lastOf(item.goods().category)));
            sku.put("name", item.goods().name);
            sku.put("type", 0);
            sku.put("oid", 0);
            Yuan.prices(sku, item.priceFen());
        }
    }

    private void states(ObjectNode node, int type) {
        node.put("state", state);
        node.put("submitState", confirmed ? 1 : 0);
        node.put("orderState", valid ? 1 : 0);
        node.put("type", type);
    }

    /** This order and everything below it. */
    Stream<Order> all() {
        return Stream.concat(Stream.of(this), children.stream());
    }

    private static String lastOf(String category) {
        return category.substring(category.lastIndexOf(';') + 1);
    }
}
