package io.jiaxiao.mall.supply.niannianka;

import io.jiaxiao.mall.supply.ChannelUnavailableException;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.ProductSource;
import io.jiaxiao.mall.supply.call.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What 年年卡 offers. Names of fields and words are INFERRED from the Fulu shape. */
final class NiannianKaProducts implements ProductSource {

    private static final String ON_SALE = "上架";
    private static final String NONE_LEFT = "断货";
    private static final String FEW_LEFT = "警报";
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final NiannianKaClient client;
    private final NiannianKaProperties.Codes codes;
    private final Clock clock;

    /** Prices seen in the last minute, so that not every order asks first. */
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    NiannianKaProducts(NiannianKaClient client, NiannianKaProperties.Codes codes, Clock clock) {
        this.client = client;
        this.codes = codes;
        this.clock = clock;
    }

    private record Seen(long costFen, Instant at) {}

    @Override
    public String name() {
        return NiannianKaChannel.NAME;
    }

    @Override
    public List<String> skus() {
        return List.copyOf(offered().keySet());
    }

    @Override
    public List<Product> products(Collection<String> skus) {
        Map<String, JsonNode> all = offered();
        return Set.copyOf(skus).stream()
                .flatMap(sku -> Optional.ofNullable(all.get(sku)).stream())
                .map(NiannianKaProducts::product)
                .toList();
    }

    @Override
    public Map<String, Long> onSale(Collection<String> skus) {
        Map<String, Long> prices = new LinkedHashMap<>();
        offered().forEach((sku, shown) -> {
            long price = price(shown);
            if (skus.contains(sku) && isOnSale(shown) && price > 0) {
                prices.put(sku, price);
            }
        });
        return prices;
    }

    /** It tells words, not numbers: plenty, few, none. Few counts as one. */
    @Override
    public Map<String, Integer> stock(Collection<String> skus, @Nullable String divisionCode) {
        Map<String, Integer> stock = new LinkedHashMap<>();
        offered().forEach((sku, shown) -> {
            if (skus.contains(sku)) {
                stock.put(
                        sku,
                        switch (shown.path("stock_status").asString("")) {
                            case NONE_LEFT -> 0;
                            case FEW_LEFT -> 1;
                            default -> Integer.MAX_VALUE;
                        });
            }
        });
        return stock;
    }

    /** Why an order for this product is not sent: it costs more than we expect to pay, or nobody knows what it costs. */
    Optional<Placement> objection(String sku, long expectedFen) {
        Seen price = seen.get(sku);
        if (price == null || price.at().plus(FRESH).isBefore(clock.instant())) {
            switch (client.ask("goods.info.get", Map.of("product_id", sku))) {
                case Said.Result(JsonNode shown) -> price = remember(sku, shown);
                case Said.Other(int code, String message) -> {
                    return Optional.of(codes.refusal(code, message));
                }
                case Said.WithoutEffect(String code) -> {
                    return Optional.of(new Placement.Refused(code, "渠道暂时无法连接，未下单", false));
                }
                case Said.Unknown(String code) -> {
                    return Optional.of(new Placement.Refused(code, "无法查询渠道价格，未下单", false));
                }
            }
        }
        if (price.costFen() <= 0) {
            return Optional.of(new Placement.Refused("PRICE_UNKNOWN", "渠道没有报价", false));
        }
        return price.costFen() > expectedFen
                ? Optional.of(new Placement.Refused("PRICE_ABOVE", "渠道价格高于预期", false))
                : Optional.empty();
    }

    private Map<String, JsonNode> offered() {
        return switch (client.ask("goods.list.get", Map.of())) {
            case Said.Result(JsonNode list) -> {
                Map<String, JsonNode> all = new LinkedHashMap<>();
                for (JsonNode shown : list) {
                    String sku = shown.path("product_id").asString("");
                    if (!sku.isEmpty()) {
                        all.put(sku, shown);
                        remember(sku, shown);
                    }
                }
                yield all;
            }
            case Said.Other(int code, String unused) ->
                throw new ChannelUnavailableException("年年卡 answered " + code + " to goods.list.get");
            case Said.WithoutEffect(String code) -> throw new ChannelUnavailableException("年年卡: " + code);
            case Said.Unknown(String code) -> throw new ChannelUnavailableException("年年卡: " + code);
        };
    }

    private Seen remember(String sku, JsonNode shown) {
        Seen now = new Seen(price(shown), clock.instant());
        seen.put(sku, now);
        return now;
    }

    private static Product product(JsonNode shown) {
        String name = shown.path("product_name").asString("");
        return new Product(
                shown.path("product_id").asString(""),
                name,
                "虚拟商品/" + shown.path("product_type").asString(""),
                "",
                price(shown),
                Words.fen(shown.path("face_value").asString("")).orElse(0),
                List.of(),
                shown.path("details").asString(""));
    }

    private static boolean isOnSale(JsonNode shown) {
        return shown.path("sales_status").asString("").equals(ON_SALE);
    }

    private static long price(JsonNode shown) {
        return Words.fen(shown.path("purchase_price").asString("")).orElse(-1);
    }
}
