package io.jiaxiao.mall.supply.kefei;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.mall.supply.Cancellation;
import io.jiaxiao.mall.supply.ChannelUnavailableException;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.StandingWords;
import io.jiaxiao.mall.supply.SupplyChannel;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.SupplyStatus;
import io.jiaxiao.mall.supply.call.Constancy;
import io.jiaxiao.mall.supply.call.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Phone bills at 科飞 (partners.md 7.2). */
final class KefeiChannel implements SupplyChannel {

    static final String NAME = "kefei";
    static final int OK = 1;

    private final KefeiProperties properties;
    private final KefeiClient client;
    private final KefeiPrices prices;
    private final StandingWords words;
    private final Constancy absence;

    KefeiChannel(KefeiProperties properties, KefeiClient client, KefeiPrices prices, StandingWords words, Clock clock) {
        this.properties = properties;
        this.client = client;
        this.prices = prices;
        this.words = words;
        this.absence = new Constancy(words, StandingWords.Word.ABSENT, clock, properties.notFoundStands());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Placement place(SupplyOrder order) {
        Mobile account = order.account();
        int face = order.items().size() == 1
                ? KefeiPrices.face(order.items().getFirst().sku())
                : 0;
        if (account == null || face == 0 || order.items().getFirst().quantity() != 1) {
            return new Placement.Refused("NOT_ORDERABLE", "订单内容不适合该渠道", true);
        }
        Optional<Carrier> carrier = Carrier.of(account.digits());
        if (carrier.isEmpty()) {
            return new Placement.Refused("CARRIER_UNKNOWN", "该号段不支持充值", true, Placement.Cause.NUMBER_WRONG);
        }
        OptionalLong cost;
        try {
            cost = prices.cost(face, carrier.get());
        } catch (ChannelUnavailableException e) {
            return new Placement.Refused("PRICE_UNKNOWN", "无法查询渠道价格，未下单", false);
        }
        if (cost.isEmpty()) {
            return new Placement.Refused("NOT_SOLD", "渠道不提供该面值", false, Placement.Cause.SOLD_OUT);
        }
        if (cost.getAsLong() > order.items().getFirst().costFen()) {
            return new Placement.Refused("PRICE_ABOVE", "渠道价格高于预期", false);
        }
        words.broken(order.number());
        Said said = client.order(charge(order.number(), account, face, carrier.get()));
        return placement(order.number(), cost.getAsLong(), said);
    }

    private Placement placement(String number, long costFen, Said said) {
        return switch (said) {
            case Said.Answer answer
            when answer.code() == OK ->
                belongsTo(number, answer)
                        ? new Placement.Accepted(partnerNumber(answer), costFen)
                        : new Placement.Unknown("ANSWER_OF_ANOTHER");
            case Said.Answer answer -> notAccepted(number, costFen, answer);
            case Said.WithoutEffect(String code) -> new Placement.Refused(code, "渠道暂时无法连接，未下单", false);
            case Said.Unknown(String code) -> new Placement.Unknown(code);
        };
    }

    private Placement notAccepted(String number, long costFen, Said.Answer answer) {
        KefeiProperties.Codes codes = properties.codes();
        int code = answer.code();
        if (code == Said.NO_CODE) {
            return new Placement.Unknown(KefeiClient.UNREADABLE);
        }
        if (codes.uncertain().contains(code)) {
            return new Placement.Unknown(String.valueOf(code));
        }
        if (codes.exists().contains(code)) {
            // Numbers are ours and unique for ever, so it can only be this order, sent before.
            return client.ask(question(number)) instanceof Said.Answer found && isState(number, found)
                    ? new Placement.Accepted(partnerNumber(found), costFen)
                    : new Placement.Unknown(String.valueOf(code));
        }
        String reason = Words.plain(answer.text("errorDesc"));
        return new Placement.Refused(
                String.valueOf(code), reason, !codes.temporary().contains(code));
    }

    private Map<String, String> charge(String number, Mobile account, int face, Carrier carrier) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("action", "CZ");
        fields.put("orderId", number);
        fields.put("chargeAcct", account.digits());
        fields.put("chargeCash", String.valueOf(face));
        fields.put("chargeType", "0");
        fields.put("ispName", URLEncoder.encode(carrier.title(), StandardCharsets.UTF_8));
        fields.put("province", properties.province());
        fields.put("retUrl", URLEncoder.encode(properties.callbackUrl(), StandardCharsets.UTF_8));
        return fields;
    }

    @Override
    public SupplyStatus query(SupplyOrder order) {
        return switch (client.ask(question(order.number()))) {
            case Said.Answer answer -> status(order.number(), answer);
            case Said.WithoutEffect(String code) -> new SupplyStatus.Unknown(code);
            case Said.Unknown(String code) -> new SupplyStatus.Unknown(code);
        };
    }

    private SupplyStatus status(String number, Said.Answer answer) {
        if (properties.codes().notFound().contains(answer.code())) {
            return absence.stands(number) ? new SupplyStatus.NotFound() : new SupplyStatus.Unknown("NOT_FOUND_YET");
        }
        if (!isState(number, answer)) {
            return new SupplyStatus.Unknown(
                    answer.code() == Said.NO_CODE ? KefeiClient.UNREADABLE : String.valueOf(answer.code()));
        }
        words.broken(number);
        String state = answer.text("orderStatuInt");
        String reason = Words.plain(answer.text("orderStatuText"));
        return switch (State.of(state)) {
            case PENDING -> new SupplyStatus.Processing(partnerNumber(answer), List.of());
            case SUCCESS ->
                new SupplyStatus.Fulfilled(
                        partnerNumber(answer),
                        Words.fen(answer.text("orderPayment")).orElse(-1),
                        List.of(),
                        List.of());
            case FAILED -> new SupplyStatus.Failed(state, reason);
            case RETURNED -> new SupplyStatus.Reversed(state, reason);
            case FROZEN -> new SupplyStatus.Unknown("FROZEN_99");
            case UNHEARD_OF -> new SupplyStatus.Unknown("STATE_UNKNOWN");
        };
    }

    /** An answer about this order with a state in it; published samples carry no code there, so a missing one is no fault. */
    private static boolean isState(String number, Said.Answer answer) {
        boolean fine = answer.code() == OK || !answer.fields().has("errorCode");
        return fine
                && belongsTo(number, answer)
                && !answer.text("orderStatuInt").isEmpty();
    }

    private static boolean belongsTo(String number, Said.Answer answer) {
        String theirs = answer.text("orderId");
        return theirs.isEmpty() || theirs.equals(number);
    }

    private static Map<String, String> question(String number) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("action", "CX");
        fields.put("orderId", number);
        return fields;
    }

    private static @Nullable String partnerNumber(Said.Answer answer) {
        String chargeId = answer.text("chargeId");
        return chargeId.isEmpty() ? null : chargeId;
    }

    @Override
    public Cancellation cancel(SupplyOrder order) {
        return new Cancellation.Refused("NOT_SUPPORTED", "话费订单不能撤销");
    }

    @Override
    public OptionalLong balanceFen() {
        return client.ask(Map.of("action", "YE")) instanceof Said.Answer answer && answer.code() == OK
                ? Words.fen(answer.text("agentBalance"))
                : OptionalLong.empty();
    }
}
