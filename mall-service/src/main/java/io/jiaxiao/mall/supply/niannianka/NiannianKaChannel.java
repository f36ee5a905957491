package io.jiaxiao.mall.supply.niannianka;

import io.jiaxiao.mall.supply.Cancellation;
import io.jiaxiao.mall.supply.CardSecret;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.StandingWords;
import io.jiaxiao.mall.supply.SupplyChannel;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.SupplyStatus;
import io.jiaxiao.mall.supply.call.Constancy;
import io.jiaxiao.mall.supply.call.Words;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Cards and direct recharge at 年年卡. An order without an account is a card; {@code mobile-50} is a phone bill of 50 yuan and
 * {@code data-100} a package of 100 MB; every other number with an account is a direct recharge.
 */
final class NiannianKaChannel implements SupplyChannel {

    static final String NAME = "niannianka";

    private static final Logger log = LoggerFactory.getLogger(NiannianKaChannel.class);

    private final NiannianKaProperties.Codes codes;
    private final NiannianKaClient client;
    private final NiannianKaProducts products;
    private final CardCipher cipher;
    private final StandingWords words;
    private final Constancy absence;
    private final Constancy failure;

    NiannianKaChannel(
            NiannianKaProperties properties,
            NiannianKaClient client,
            NiannianKaProducts products,
            StandingWords words,
            Clock clock) {
        this.codes = properties.codes();
        this.client = client;
        this.products = products;
        this.cipher = new CardCipher(properties.appSecret());
        this.words = words;
        this.absence = new Constancy(words, StandingWords.Word.ABSENT, clock, properties.notFoundStands());
        this.failure = new Constancy(words, StandingWords.Word.FAILED, clock, properties.failureStands());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Placement place(SupplyOrder order) {
        Optional<Purchase> readable = Purchase.of(order);
        if (readable.isEmpty()) {
            return new Placement.Refused("NOT_ORDERABLE", "订单内容不适合该渠道", true);
        }
        Purchase purchase = readable.get();
        if (purchase.isProduct()) {
            Optional<Placement> tooDear = products.objection(purchase.sku(), purchase.costFen());
            if (tooDear.isPresent()) {
                return tooDear.get();
            }
        }
        words.broken(order.number());
        return switch (client.order(purchase.method(), purchase.content())) {
            case Said.Result(JsonNode result) -> accepted(order.number(), result);
            case Said.Other other -> refused(purchase, other);
            case Said.WithoutEffect(String code) -> new Placement.Refused(code, "渠道暂时无法连接，未下单", false);
            case Said.Unknown(String code) -> new Placement.Unknown(code);
        };
    }

    private static Placement accepted(String number, JsonNode result) {
        if (!result.path("customer_order_no").asString("").equals(number)) {
            return new Placement.Unknown("ANSWER_OF_ANOTHER");
        }
        String partnerNumber = result.path("order_id").asString("");
        long cost = Words.fen(result.path("order_price").asString("")).orElse(-1);
        return new Placement.Accepted(partnerNumber.isEmpty() ? null : partnerNumber, cost);
    }

    private Placement refused(Purchase purchase, Said.Other other) {
        String code = String.valueOf(other.code());
        if (codes.exists().contains(other.code())) {
            return taken(purchase);
        }
        boolean refused =
                codes.refused().contains(other.code()) || codes.temporary().contains(other.code());
        return refused ? codes.refusal(other.code(), other.message()) : new Placement.Unknown(code);
    }

    /** The number is known there: ours from before, if it is the same order. */
    private Placement taken(Purchase purchase) {
        return switch (client.ask("order.info.get", Map.of("customer_order_no", purchase.number()))) {
            case Said.Result(JsonNode result) ->
                purchase.isWhatThisSays(result)
                        ? accepted(purchase.number(), result)
                        : new Placement.Unknown("NUMBER_TAKEN_OTHERWISE");
            case Said.Other(int code, String unused) -> new Placement.Unknown(String.valueOf(code));
            case Said.WithoutEffect(String code) -> new Placement.Unknown(code);
            case Said.Unknown(String code) -> new Placement.Unknown(code);
        };
    }

    @Override
    public SupplyStatus query(SupplyOrder order) {
        return switch (client.ask("order.info.get", Map.of("customer_order_no", order.number()))) {
            case Said.Result(JsonNode result) -> status(order, result);
            case Said.Other other
            when codes.notFound().contains(other.code()) ->
                absence.stands(order.number())
                        ? new SupplyStatus.NotFound()
                        : new SupplyStatus.Unknown("NOT_FOUND_YET");
            case Said.Other(int code, String unused) -> new SupplyStatus.Unknown(String.valueOf(code));
            case Said.WithoutEffect(String code) -> new SupplyStatus.Unknown(code);
            case Said.Unknown(String code) -> new SupplyStatus.Unknown(code);
        };
    }

    private SupplyStatus status(SupplyOrder order, JsonNode result) {
        Optional<Purchase> purchase = Purchase.of(order);
        String state = result.path("order_state").asString("");
        boolean ours = purchase.isPresent() && purchase.get().isWhatThisSays(result);
        if (!ours || !state.equals("failed")) {
            words.broken(order.number());
        }
        if (!ours) {
            return new SupplyStatus.Unknown("ANSWER_OF_ANOTHER");
        }
        String id = result.path("order_id").asString("");
        String partnerNumber = id.isEmpty() ? null : id;
        return switch (state) {
            case "success" -> {
                long cost = Words.fen(result.path("order_price").asString("")).orElse(-1);
                yield order.account() == null
                        ? cards(order, partnerNumber, cost, result.path("cards"))
                        : new SupplyStatus.Fulfilled(partnerNumber, cost, List.of(), List.of());
            }
            case "failed" ->
                failure.stands(order.number())
                        ? new SupplyStatus.Failed("failed", "渠道处理失败")
                        : new SupplyStatus.Processing(partnerNumber, List.of());
            case "processing", "untreated" -> new SupplyStatus.Processing(partnerNumber, List.of());
            default -> new SupplyStatus.Unknown("STATE_UNKNOWN");
        };
    }

    private SupplyStatus cards(SupplyOrder order, @Nullable String id, long cost, JsonNode cards) {
        if (cards.isEmpty()) {
            return new SupplyStatus.Unknown("CARDS_MISSING");
        }
        Optional<List<CardSecret>> opened = cipher.open(cards);
        if (opened.isEmpty()) {
            log.error("the cards of order {} at 年年卡 cannot be opened", order.number());
            return new SupplyStatus.Unknown("CARDS_UNREADABLE");
        }
        return new SupplyStatus.Fulfilled(id, cost, opened.get(), List.of());
    }

    @Override
    public Cancellation cancel(SupplyOrder order) {
        return new Cancellation.Refused("NOT_SUPPORTED", "卡券和充值订单不能撤销");
    }

    @Override
    public OptionalLong balanceFen() {
        return client.ask("user.info.get", Map.of()) instanceof Said.Result(JsonNode result)
                ? Words.fen(result.path("balance").asString(""))
                : OptionalLong.empty();
    }
}
