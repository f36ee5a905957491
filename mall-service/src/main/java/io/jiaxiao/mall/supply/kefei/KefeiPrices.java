package io.jiaxiao.mall.supply.kefei;

import io.jiaxiao.mall.supply.ChannelUnavailableException;
import io.jiaxiao.mall.supply.ProductSource;
import io.jiaxiao.mall.supply.call.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Phone bills as goods: one for each face value, {@code HF50} for 50 yuan, whoever the carrier is. Its cost is that of the
 * dearest carrier, so that no order is refused over the price of somebody's carrier.
 */
final class KefeiPrices implements ProductSource {

    private static final String PREFIX = "HF";
    private static final String SHAPE = PREFIX + "[1-9]\\d{0,3}";
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final KefeiClient client;
    private final Clock clock;
    private volatile Sheet last = new Sheet(Map.of(), Instant.MIN);

    KefeiPrices(KefeiClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** @param costs fen by face value in yuan, and then by carrier */
    private record Sheet(Map<Integer, Map<Carrier, Long>> costs, Instant at) {}

    /** The face value in yuan; 0 when it is no number of ours. */
    static int face(String sku) {
        return sku.matches(SHAPE) ? Integer.parseInt(sku.substring(PREFIX.length())) : 0;
    }

    @Override
    public String name() {
        return KefeiChannel.NAME;
    }

    @Override
    public List<String> skus() {
        return sheet().costs().keySet().stream().map(face -> PREFIX + face).toList();
    }

    @Override
    public List<Product> products(Collection<String> skus) {
        return onSale(skus).entrySet().stream()
                .map(each -> product(each.getKey(), each.getValue()))
                .toList();
    }

    private static Product product(String sku, long costFen) {
        int face = face(sku);
        return new Product(
                sku, "话费充值" + face + "元", "虚拟商品/话费充值", "", costFen, face * 100L, List.of(), "支持移动、联通、电信手机号，充值成功后不能退换。");
    }

    @Override
    public Map<String, Long> onSale(Collection<String> skus) {
        Map<String, Long> prices = new LinkedHashMap<>();
        sheet().costs().forEach((face, byCarrier) -> {
            if (skus.contains(PREFIX + face)) {
                byCarrier.values().stream().max(Long::compare).ifPresent(cost -> prices.put(PREFIX + face, cost));
            }
        });
        return prices;
    }

    /** A bill never runs out. */
    @Override
    public Map<String, Integer> stock(Collection<String> skus, @Nullable String divisionCode) {
        Map<String, Integer> stock = new LinkedHashMap<>();
        onSale(skus).keySet().forEach(sku -> stock.put(sku, Integer.MAX_VALUE));
        return stock;
    }

    /** Cost in fen for this carrier; empty when it is not sold. */
    OptionalLong cost(int faceYuan, Carrier carrier) {
        return Optional.ofNullable(sheet().costs().get(faceYuan))
                .flatMap(byCarrier -> Optional.ofNullable(byCarrier.get(carrier)))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    private Sheet sheet() {
        Sheet known = last;
        if (!known.costs().isEmpty() && clock.instant().isBefore(known.at().plus(FRESH))) {
            return known;
        }
        return switch (client.ask(Map.of("action", "CHECK_SPU"))) {
            case Said.Answer answer
            when answer.code() == KefeiChannel.OK -> {
                Sheet fresh = new Sheet(costs(answer.fields().path("dataset")), clock.instant());
                last = fresh;
                yield fresh;
            }
            case Said.Answer answer ->
                throw new ChannelUnavailableException("科飞 answered " + answer.code() + " to CHECK_SPU");
            case Said.WithoutEffect(String code) -> throw new ChannelUnavailableException("科飞: " + code);
            case Said.Unknown(String code) -> throw new ChannelUnavailableException("科飞: " + code);
        };
    }

    /** What is for one province only is left out: which one a number belongs to is not known before the order. */
    private static Map<Integer, Map<Carrier, Long>> costs(JsonNode dataset) {
        Map<Integer, Map<Carrier, Long>> costs = new TreeMap<>();
        for (JsonNode row : dataset) {
            String province = row.path("province").asString("");
            String amount = row.path("amount").asString("");
            OptionalLong price = Words.fen(row.path("inPrice").asString(""));
            if ((province.isEmpty() || province.equals("全国")) && amount.matches("[1-9]\\d{0,3}") && price.isPresent()) {
                for (Carrier carrier : Carrier.values()) {
                    if (row.path("ispName").asString("").endsWith(carrier.title())) {
                        costs.computeIfAbsent(Integer.valueOf(amount), face -> new EnumMap<>(Carrier.class))
                                .put(carrier, price.getAsLong());
                    }
                }
            }
        }
        return costs;
    }
}
