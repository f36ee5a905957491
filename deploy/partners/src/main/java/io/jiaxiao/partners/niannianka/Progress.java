package io.jiaxiao.partners.niannianka;

import static io.jiaxiao.partners.niannianka.SupplyOrder.State.failed;
import static io.jiaxiao.partners.niannianka.SupplyOrder.State.processing;
import static io.jiaxiao.partners.niannianka.SupplyOrder.State.success;

import io.jiaxiao.partners.push.Callback;
import io.jiaxiao.partners.push.Callbacks;
import io.jiaxiao.partners.recharge.Fen;
import io.jiaxiao.partners.time.Later;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Leads an order through its states as time goes by, and tells its end to the registered URL. */
final class Progress {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final Shop shop;
    private final Callbacks callbacks;
    private final Later later;
    private final Clock clock;
    private final JsonMapper json;
    private final String secret;
    private final Plan plan;

    /**
     * @param callbackUrl null when none is registered
     * @param word what the platform must answer
     * @param againAfter simulated waits before each further callback
     */
    record Plan(Duration untreated, @Nullable URI callbackUrl, String word, List<Duration> againAfter) {
        @Override
        public String toString() {
            return "Plan";
        }
    }

    Progress(Shop shop, Callbacks callbacks, Later later, Clock clock, JsonMapper json, String secret, Plan plan) {
        this.shop = shop;
        this.callbacks = callbacks;
        this.later = later;
        this.clock = clock;
        this.json = json;
        this.secret = secret;
        this.plan = plan;
    }

    void start(SupplyOrder taken) {
        later.after(plan.untreated(), () -> process(shop.move(taken, processing)));
    }

    /**
     * Goes on with orders of an earlier life, each with the step it was in. An end that was reached before is told to nobody
     * again: whoever missed it has to ask.
     */
    void goOn(List<SupplyOrder> unfinished) {
        for (SupplyOrder order : unfinished) {
            if (order.state() == processing) {
                end(order);
            } else {
                start(order);
            }
        }
    }

    private void process(SupplyOrder order) {
        if (order.fate().forged()) {
            SupplyOrder lie = order.inState(order.fate().fails() ? success : failed, clock.instant());
            push(lie, Duration.ZERO, secret + "?");
        }
        end(order);
    }

    private void end(SupplyOrder order) {
        SupplyOrder.State end = order.fate().fails() ? failed : success;
        later.after(order.fate().processing(), () -> finish(shop.move(order, end)));
    }

    private void finish(SupplyOrder order) {
        for (int copy = 0; copy < order.fate().callbacks(); copy++) {
            push(order, order.fate().callbackDelay(), secret);
        }
    }

    private void push(SupplyOrder order, Duration delay, String key) {
        URI url = plan.callbackUrl();
        Instant finished = order.finished();
        if (url == null || finished == null) {
            return;
        }
        boolean forged = !key.equals(secret);
        Callback.Wire wire = new Callback.Wire("application/json;charset=UTF-8", StandardCharsets.UTF_8, plan.word());
        Callback callback = new Callback(
                NiannianKaConfiguration.PARTNER,
                forged ? "forged callback" : "callback",
                url,
                json.writeValueAsString(body(order, finished, key)),
                wire,
                List.of(order.purchase().line()),
                order.id(),
                forged ? List.of() : plan.againAfter(),
                order.fate().faults());
        callbacks.pushAfter(delay, () -> callback);
    }

    /** All values are texts. */
    private ObjectNode body(SupplyOrder order, Instant finished, String key) {
        Purchase purchase = order.purchase();
        boolean succeeded = order.state() == success;
        ObjectNode body = json.createObjectNode()
                .put("order_id", order.id())
                .put("charge_finish_time", STAMP.format(ZonedDateTime.ofInstant(finished, clock.getZone())))
                .put("customer_order_no", purchase.orderNo())
                .put("order_status", order.state().name())
                .put("recharge_description", succeeded ? "充值成功" : "充值失败")
                .put("product_id", purchase.productId())
                .put("price", Fen.toYuan(purchase.priceFen()))
                .put("buy_num", String.valueOf(purchase.pieces()))
                .put("operator_serial_number", succeeded ? serialNumber(order) : "");
        return body.put(CharacterSignature.FIELD, CharacterSignature.of(body, key));
    }

    /** The carrier's number for a recharge: made up from ours. */
    static String serialNumber(SupplyOrder order) {
        return "SN" + order.id().substring(3);
    }
}
