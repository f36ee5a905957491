package io.jiaxiao.partners.jd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The goods, and what the platform may ask about them (partners.md 5.2). */
final class Shop {

    static final Map<Integer, String> POOLS = Map.of(10001, "家校积分商城", 10002, "京东锦礼");

    private static final int MOST_ASKED = 100;
    private static final int PLENTY = 100;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<Long, Goods> goods = new LinkedHashMap<>();
    private final Areas areas;
    private final int pageSize;

    Shop(Areas areas, int pageSize) {
        this.areas = areas;
        this.pageSize = pageSize;
        restock();
    }

    /** Everything as on the first day. */
    void restock() {
        goods.clear();
        for (List<String> row : Table.rows("/jd/goods.tsv")) {
            Goods each = new Goods(row);
            goods.put(each.sku, each);
        }
    }

    List<Goods> all() {
        return List.copyOf(goods.values());
    }

    @Nullable
    Goods find(long sku) {
        return goods.get(sku);
    }

    Answer pools() {
        ArrayNode list = JSON.arrayNode();
        POOLS.keySet().stream()
                .sorted()
                .forEach(pool -> list.addObject().put("name", POOLS.get(pool)).put("page_num", String.valueOf(pool)));
        return Answer.ok(list);
    }

    /** {@code product/getSku}: one comma separated string. */
    Answer skus(Form form) {
        List<Goods> pool = in(form.number("pageNum"));
        if (pool.isEmpty()) {
            return Answer.no(form.lacks("pageNum") ? Code.EMPTY : Code.NOTHING_THERE);
        }
        return Answer.ok(pool.stream().map(each -> String.valueOf(each.sku)).collect(Collectors.joining(",")));
    }

    Answer skuPage(Form form) {
        if (form.lacks("pageNum") || form.lacks("pageNo")) {
            return Answer.no(Code.EMPTY);
        }
        List<Goods> pool = in(form.number("pageNum"));
        long page = form.number("pageNo");
        if (pool.isEmpty() || page < 1) {
            return Answer.no(pool.isEmpty() ? Code.NOTHING_THERE : Code.BAD_VALUE);
        }
        ObjectNode result = JSON.objectNode();
        result.put("pageCount", (pool.size() + pageSize - 1) / pageSize);
        ArrayNode ids = result.putArray("skuIds");
        pool.stream().skip((page - 1) * pageSize).limit(pageSize).forEach(each -> ids.add(each.sku));
        return Answer.ok(result);
    }

    Answer detail(Form form) {
        if (form.lacks("sku")) {
            return Answer.no(Code.EMPTY);
        }
        Goods one = goods.get(form.number("sku"));
        if (one == null) {
            return Answer.no(Code.NOTHING_THERE);
        }
        ObjectNode node = JSON.objectNode();
        node.put("sku", one.sku);
        node.put("name", one.name);
        node.put("category", one.category);
        node.put("brandName", one.brand);
        node.put("imagePath", one.image(1));
        node.put("weight", String.format(java.util.Locale.ROOT, "%.3f", one.grams / 1000.0));
        node.put("productArea", "中国大陆");
        node.put("saleUnit", one.unit);
        node.put("state", one.onShelf ? 1 : 0);
        node.put("upc", String.valueOf(6900000000000L + one.sku % 1_000_000_000L));
        node.put("wareQD", one.name + "×1，说明书×1");
        node.put("param", "<table><tr><td>品牌</td><td>" + one.brand + "</td></tr></table>");
        node.put("introduction", "<p>" + one.name + "，" + one.brand + "出品。</p>");
        return Answer.ok(node);
    }

    Answer states(Form form) {
        return each(
                form, "sku", (list, one) -> list.addObject().put("sku", one.sku).put("state", one.onShelf ? 1 : 0));
    }

    Answer images(Form form) {
        Optional<Answer> wrong = badList(form, "sku");
        if (wrong.isPresent()) {
            return wrong.get();
        }
        ObjectNode result = JSON.objectNode();
        for (Goods one : known(form.numbers("sku"))) {
            ArrayNode list = result.putArray(String.valueOf(one.sku));
            for (int n = 1; n <= 3; n++) {
                list.addObject()
                        .put("path", one.image(n))
                        .put("isPrimary", n == 1 ? 1 : 0)
                        .put("orderSort", n - 1);
            }
        }
        return Answer.ok(result);
    }

    Answer check(Form form) {
        return each(form, "skuIds", (list, one) -> list.addObject()
                .put("skuId", one.sku)
                .put("name", one.name)
                .put("saleState", one.onShelf && !one.pools.isEmpty() ? 1 : 0)
                .put("isCanVAT", one.kind == Goods.Kind.GIFT_CARD ? 0 : 1)
                .put("is7ToReturn", one.kind == Goods.Kind.GIFT_CARD ? 0 : 1));
    }

    /** {@code product/checkAreaLimit}: a string with JSON in it. */
    Answer areaLimit(Form form) {
        Optional<Answer> wrong = badList(form, "skuIds");
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (!areas.isAddress(
                form.number("province"), form.number("city"), form.number("county"), form.number("town"))) {
            return Answer.no(Code.BAD_VALUE);
        }
        ArrayNode list = JSON.arrayNode();
        known(form.numbers("skuIds")).forEach(one -> list.addObject()
                .put("skuId", one.sku)
                .put("isAreaRestrict", one.notSentTo.contains(form.number("province"))));
        return Answer.okAsText(list);
    }

    Answer prices(Form form) {
        List<String> extras = List.of(form.text("queryExts").split(","));
        return each(form, "sku", (list, one) -> {
            ObjectNode node = list.addObject().put("skuId", one.sku);
            if (one.priceFen <= 0) {
                node.putNull("price");
            } else {
                Yuan.prices(node, one.priceFen);
            }
            node.put("jdPrice", Yuan.of(one.jdPriceFen));
            if (extras.contains("marketPrice")) {
                node.put("marketPrice", Yuan.of(one.jdPriceFen));
            }
        });
    }

    /** {@code stock/getNewStockById}: a string with JSON in it. */
    Answer stock(Form form) {
        Optional<JsonNode> wanted = form.json("skuNums").filter(JsonNode::isArray);
        if (form.lacks("skuNums") || form.lacks("area")) {
            return Answer.no(Code.EMPTY);
        }
        if (wanted.isEmpty() || !form.text("area").matches("\\d+_\\d+_\\d+(_\\d+)?")) {
            return Answer.no(Code.BAD_FORMAT);
        }
        if (wanted.get().size() > MOST_ASKED) {
            return Answer.no(Code.BAD_VALUE);
        }
        ArrayNode list = JSON.arrayNode();
        for (JsonNode each : wanted.get()) {
            Goods one = goods.get(each.path("skuId").asLong(-1));
            if (one != null) {
                boolean enough =
                        one.onShelf && one.stock >= Math.max(1, each.path("num").asInt(1));
                ObjectNode node = list.addObject().put("skuId", one.sku).put("areaId", form.text("area"));
                stockState(node, enough);
                node.put("remainNum", one.stock > PLENTY ? -1 : one.stock);
            }
        }
        return Answer.okAsText(list);
    }

    /** {@code stock/getStockById}, for lists: whether there is any at all. */
    Answer anyStock(Form form) {
        Optional<Answer> wrong = badList(form, "sku");
        if (wrong.isPresent()) {
            return wrong.get();
        }
        ArrayNode list = JSON.arrayNode();
        for (Goods one : known(form.numbers("sku"))) {
            ObjectNode node = list.addObject().put("sku", one.sku).put("area", form.text("area"));
            boolean any = one.onShelf && one.stock > 0;
            node.put("state", any ? 33 : 34).put("desc", any ? "有货" : "无货");
        }
        return Answer.okAsText(list);
    }

    private static void stockState(ObjectNode node, boolean enough) {
        node.put("stockStateId", enough ? 33 : 34);
        node.put("stockStateDesc", enough ? "有货" : "无货");
    }

    private interface Show {
        void show(ArrayNode list, Goods one);
    }

    private Answer each(Form form, String field, Show show) {
        Optional<Answer> wrong = badList(form, field);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        ArrayNode list = JSON.arrayNode();
        known(form.numbers(field)).forEach(one -> show.show(list, one));
        return Answer.ok(list);
    }

    private static Optional<Answer> badList(Form form, String field) {
        List<Long> asked = form.numbers(field);
        if (form.lacks(field)) {
            return Optional.of(Answer.no(Code.EMPTY));
        }
        if (asked.isEmpty()) {
            return Optional.of(Answer.no(Code.BAD_FORMAT));
        }
        return asked.size() > MOST_ASKED ? Optional.of(Answer.no(Code.BAD_VALUE)) : Optional.empty();
    }

    private List<Goods> in(long pool) {
        return goods.values().stream()
                .filter(each -> each.pools.contains((int) pool))
                .toList();
    }

    /** SKUs nobody knows are left out of an answer. */
    private List<Goods> known(List<Long> skus) {
        List<Goods> known = new ArrayList<>();
        for (Long sku : skus) {
            Goods one = goods.get(sku);
            if (one != null) {
                known.add(one);
            }
        }
        return known;
    }
}
