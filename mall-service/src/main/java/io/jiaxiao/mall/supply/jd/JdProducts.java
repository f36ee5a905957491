package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.ChannelUnavailableException;
import io.jiaxiao.mall.supply.ProductSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JD's pool for the catalogue (partners.md 5.2). Lists go in batches as JD allows; details only one by one. */
final class JdProducts implements ProductSource {

    private static final int AT_ONCE = 100;
    private static final int MOST_PAGES = 1000;
    private static final int ON_SHELF = 1;
    private static final String PICTURES = "https://img13.360buyimg.com/n0/";

    /** In stock, pre-order, and two ways of in transfer: all can be ordered. */
    private static final Set<Integer> SELLABLE = Set.of(33, 36, 39, 40);

    private final JdCalls calls;
    private final JdAreas areas;
    private final String pool;

    JdProducts(JdCalls calls, JdAreas areas, String pool) {
        this.calls = calls;
        this.areas = areas;
        this.pool = pool;
    }

    @Override
    public String name() {
        return JdChannel.NAME;
    }

    @Override
    public List<String> skus() {
        List<String> skus = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            JsonNode read = calls.read("product/getSkuByPage", Map.of("pageNum", pool, "pageNo", String.valueOf(page)));
            read.path("skuIds").forEach(each -> skus.add(JdJson.id(each)));
            if (page >= JdJson.whole(read.path("pageCount"), 0)) {
                return skus.stream().filter(sku -> !sku.isEmpty()).distinct().toList();
            }
        }
        throw new ChannelUnavailableException("京东 has more pages than anyone reads");
    }

    @Override
    public List<Product> products(Collection<String> skus) {
        Map<String, Long> prices = prices(skus);
        Map<String, List<String>> images = images(skus);
        List<Product> products = new ArrayList<>();
        for (String sku : Set.copyOf(skus)) {
            JsonNode detail = calls.read("product/getDetail", Map.of("sku", sku));
            Long price = prices.get(sku);
            if (!detail.isMissingNode() && price != null) {
                products.add(product(sku, detail, price, images.getOrDefault(sku, List.of())));
            }
        }
        return products;
    }

    /** JD gives a category as numbers only; their names have a call of their own, which is not public enough to rely on. */
    private static Product product(String sku, JsonNode detail, long price, List<String> images) {
        String main = JdJson.text(detail.path("imagePath"));
        List<String> shown = !images.isEmpty() ? images : main.isEmpty() ? List.of() : List.of(PICTURES + main);
        return new Product(
                sku,
                JdJson.text(detail.path("name")),
                JdJson.text(detail.path("category")).replace(';', '/'),
                JdJson.text(detail.path("brandName")),
                price,
                0,
                shown,
                JdJson.text(detail.path("introduction")));
    }

    @Override
    public Map<String, Long> onSale(Collection<String> skus) {
        Set<String> onShelf = new HashSet<>();
        forEach("product/skuState", "sku", skus, each -> {
            if (JdJson.whole(each.path("state"), 0) == ON_SHELF) {
                onShelf.add(JdJson.id(each.path("sku")));
            }
        });
        Map<String, Long> prices = prices(onShelf);
        prices.keySet().retainAll(onShelf);
        return prices;
    }

    @Override
    public Map<String, Integer> stock(Collection<String> skus, @Nullable String divisionCode) {
        Optional<JdArea> area = divisionCode == null ? Optional.empty() : areas.somewhereIn(divisionCode);
        if (area.isEmpty()) {
            return Map.of();
        }
        Map<String, Integer> stock = new HashMap<>();
        Set<String> restricted = restricted(skus, area.get());
        for (List<String> batch : batches(skus)) {
            List<Map<String, Object>> wanted = batch.stream()
                    .map(sku -> Map.<String, Object>of("skuId", Long.valueOf(sku), "num", 1))
                    .toList();
            JsonNode read = calls.read(
                    "stock/getNewStockById",
                    Map.of("skuNums", JdJson.write(wanted), "area", area.get().joined()));
            read.forEach(each -> {
                String sku = JdJson.id(each.path("skuId"));
                stock.put(sku, restricted.contains(sku) ? 0 : left(each));
            });
        }
        return stock;
    }

    private static int left(JsonNode node) {
        if (!SELLABLE.contains(JdJson.whole(node.path("stockStateId"), 0))) {
            return 0;
        }
        int left = JdJson.whole(node.path("remainNum"), -1);
        return left < 0 ? Integer.MAX_VALUE : left;
    }

    private Set<String> restricted(Collection<String> skus, JdArea area) {
        Set<String> restricted = new HashSet<>();
        for (List<String> batch : batches(skus)) {
            JsonNode read = calls.read(
                    "product/checkAreaLimit",
                    Map.of(
                            "skuIds",
                            String.join(",", batch),
                            "province",
                            String.valueOf(area.province()),
                            "city",
                            String.valueOf(area.city()),
                            "county",
                            String.valueOf(area.county()),
                            "town",
                            String.valueOf(area.town())));
            read.forEach(each -> {
                if (JdJson.text(each.path("isAreaRestrict")).equals("true")) {
                    restricted.add(JdJson.id(each.path("skuId")));
                }
            });
        }
        return restricted;
    }

    /** A price that is missing or not positive is no quotation. */
    private Map<String, Long> prices(Collection<String> skus) {
        Map<String, Long> prices = new HashMap<>();
        forEach("price/getSellPrice", "sku", skus, each -> {
            long fen = JdJson.fen(each.path("price"));
            if (fen > 0) {
                prices.put(JdJson.id(each.path("skuId")), fen);
            }
        });
        return prices;
    }

    private Map<String, List<String>> images(Collection<String> skus) {
        Map<String, List<String>> images = new HashMap<>();
        for (List<String> batch : batches(skus)) {
            JsonNode read = calls.read("product/skuImage", Map.of("sku", String.join(",", batch)));
            read.properties().forEach(each -> images.put(each.getKey(), addresses(each.getValue())));
        }
        return images;
    }

    private static List<String> addresses(JsonNode list) {
        Comparator<JsonNode> mainFirst = Comparator.comparing(each -> -JdJson.whole(each.path("isPrimary"), 0));
        return list.valueStream()
                .sorted(mainFirst.thenComparing(each -> JdJson.whole(each.path("orderSort"), 0)))
                .map(each -> PICTURES + JdJson.text(each.path("path")))
                .toList();
    }

    private interface Each {
        void take(JsonNode row);
    }

    private void forEach(String call, String field, Collection<String> skus, Each each) {
        for (List<String> batch : batches(skus)) {
            calls.read(call, Map.of(field, String.join(",", batch))).forEach(each::take);
        }
    }

    private static List<List<String>> batches(Collection<String> skus) {
        List<String> all =
                skus.stream().filter(sku -> sku.matches("\\d{1,18}")).distinct().toList();
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            batches.add(all.subList(from, Math.min(from + AT_ONCE, all.size())));
        }
        return batches;
    }
}
