package io.jiaxiao.partners.kefei;

import io.jiaxiao.partners.recharge.Carrier;
import io.jiaxiao.partners.recharge.Fen;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What changes nothing: balance, catalogue, the state of a recharge, and the daily statement. */
final class Queries {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String ANYWHERE = "全国";

    private final KefeiProperties properties;
    private final Agent agent;
    private final Clock clock;
    private final JsonMapper json;

    Queries(KefeiProperties properties, Agent agent, Clock clock, JsonMapper json) {
        this.properties = properties;
        this.agent = agent;
        this.clock = clock;
        this.json = json;
    }

    /** Empty when there is no such action, or its fields are wrong. */
    Optional<ObjectNode> answer(String action, KefeiRequest request) {
        if (action.equals(properties.statementAction())) {
            return Optional.ofNullable(day(request.text("date"))).map(this::statement);
        }
        return switch (action) {
            case "YE" ->
                Optional.of(json.createObjectNode()
                        .put("agentName", "家校演示代理")
                        .put("agentBalance", Fen.toYuan(agent.balanceFen()))
                        .put("agentProfit", Fen.toYuan(0)));
            case "CHECK_SPU" -> Optional.of(catalogue());
            default -> Optional.empty();
        };
    }

    /** Why {@link #answer} was empty. */
    ErrorCode complaint(String action) {
        return action.equals(properties.statementAction()) ? ErrorCode.PARAMETER : ErrorCode.ACTION;
    }

    ObjectNode accepted(ChargeOrder order) {
        return json.createObjectNode().put("orderId", order.wish().orderId()).put("chargeId", order.chargeId());
    }

    /** The fields beyond the two of the state are INFERRED (partners.md 7.2). */
    ObjectNode state(ChargeOrder order) {
        return accepted(order)
                .put("orderStatuInt", order.state())
                .put("orderStatuText", order.stateText())
                .put("orderPayment", Fen.toYuan(order.paymentFen()));
    }

    private ObjectNode catalogue() {
        ArrayNode dataset = json.createArrayNode();
        for (Carrier carrier : Carrier.values()) {
            int perMille = properties.perMille(carrier);
            for (int face : WishRules.FACES) {
                dataset.add(json.createObjectNode()
                        .put("productSn", "KF%d%04d".formatted(carrier.ordinal(), face))
                        .put("itemId", "%d%04d".formatted(carrier.ordinal() + 1, face))
                        .put("province", ANYWHERE)
                        .put("ispName", carrier.title())
                        .put("spuName", carrier.title() + "话费" + face + "元")
                        .put("discount", "%d.%d".formatted(perMille / 10, perMille % 10))
                        .put("amount", String.valueOf(face))
                        .put("parValue", String.valueOf(face))
                        .put("inPrice", Fen.toYuan(Fen.discounted(face * 100L, perMille))));
            }
        }
        ObjectNode answer = json.createObjectNode();
        answer.set("dataset", dataset);
        return answer;
    }

    /**
     * A day's books: every recharge that ended on it, as CZ, and every one reversed on it, as CZ_REVERSAL. The whole of it
     * is INFERRED: no public document shows a statement (partners.md 7.5).
     */
    private ObjectNode statement(LocalDate day) {
        ArrayNode dataset = json.createArrayNode();
        agent.orders(order -> isOn(day, order.ended()))
                .forEach(order -> dataset.add(row("CZ", order, order.ended()).put("reason", "")));
        agent.orders(order -> isOn(day, order.reversed()))
                .forEach(order ->
                        dataset.add(row("CZ_REVERSAL", order, order.reversed()).put("reason", "运营商冲正")));
        ObjectNode answer = json.createObjectNode().put("date", day.toString());
        answer.set("dataset", dataset);
        return answer;
    }

    private ObjectNode row(String type, ChargeOrder order, @Nullable Instant at) {
        boolean succeededFirst = type.equals("CZ") && order.reversed() != null;
        return json.createObjectNode()
                .put("recordType", type)
                .put("orderId", order.wish().orderId())
                .put("chargeId", order.chargeId())
                .put("chargeAcct", order.wish().account())
                .put("chargeCash", String.valueOf(order.wish().faceYuan()))
                .put("orderPayment", Fen.toYuan(order.paymentFen()))
                .put("orderStatuInt", succeededFirst ? ChargeOrder.PAID : order.state())
                .put("time", at == null ? "" : TIME.format(ZonedDateTime.ofInstant(at, clock.getZone())));
    }

    private boolean isOn(LocalDate day, @Nullable Instant moment) {
        return moment != null && LocalDate.ofInstant(moment, clock.getZone()).equals(day);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException notADay) {
            return null;
        }
    }
}
