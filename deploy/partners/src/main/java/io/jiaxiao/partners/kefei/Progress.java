package io.jiaxiao.partners.kefei;

import io.jiaxiao.partners.push.Callback;
import io.jiaxiao.partners.push.Callbacks;
import io.jiaxiao.partners.recharge.Fen;
import io.jiaxiao.partners.time.Later;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Leads a recharge through its states as time goes by, and tells each end to the address that came with it. */
final class Progress {

    private static final String FINE = "0000";
    private static final String NOT_FINE = "9999";

    private final KefeiProperties properties;
    private final Agent agent;
    private final Callbacks callbacks;
    private final Later later;
    private final Clock clock;
    private final String key;

    Progress(KefeiProperties properties, Agent agent, Callbacks callbacks, Later later, Clock clock, String key) {
        this.properties = properties;
        this.agent = agent;
        this.callbacks = callbacks;
        this.later = later;
        this.clock = clock;
        this.key = key;
    }

    /**
     * How a recharge will go.
     *
     * @param states what comes after the state it has; the last one is reached after the fate's processing time
     * @param reversal simulated time from its success to its reversal; empty for never
     */
    record Path(List<Integer> states, Optional<Duration> reversal) {

        static final Path OVER = new Path(List.of(), Optional.empty());

        /** What comes after its next step. */
        Path rest() {
            return states.isEmpty() ? OVER : new Path(states.subList(1, states.size()), reversal);
        }

        boolean over() {
            return states.isEmpty() && reversal.isEmpty();
        }
    }

    /**
     * Goes on with recharges of an earlier life, each with the step it was in. An end that was reached before is told to
     * nobody again: whoever missed it has to ask.
     */
    void goOn(List<Agent.Unfinished> unfinished) {
        unfinished.forEach(one -> goOn(one.order(), one.ahead()));
    }

    void start(ChargeOrder order, Path path) {
        if (order.fate().forged()) {
            boolean fails = path.states().isEmpty()
                    || ChargeOrder.isFailure(path.states().getLast());
            int lie = fails ? ChargeOrder.PAID : ChargeOrder.FAILED;
            push(order.inState(lie, clock.instant()), Duration.ZERO, key + "?");
        }
        goOn(order, path);
    }

    private void goOn(ChargeOrder order, Path path) {
        List<Integer> states = path.states();
        if (states.isEmpty()) {
            path.reversal()
                    .filter(any -> ChargeOrder.isSuccess(order.state()))
                    .ifPresent(wait -> later.after(wait, () -> tell(agent.move(order, ChargeOrder.RETURNED))));
            return;
        }
        Duration wait = states.size() == 1 ? order.fate().processing() : properties.step();
        later.after(wait, () -> {
            ChargeOrder moved = agent.move(order, states.getFirst());
            tell(moved);
            goOn(moved, path.rest());
        });
    }

    private void tell(ChargeOrder order) {
        if (ChargeOrder.isSuccess(order.state()) || ChargeOrder.isFailure(order.state())) {
            for (int copy = 0; copy < order.fate().callbacks(); copy++) {
                push(order, order.fate().callbackDelay(), key);
            }
        }
    }

    private void push(ChargeOrder order, Duration delay, String signingKey) {
        if (order.wish().retUrl().isEmpty()) {
            return;
        }
        boolean forged = !signingKey.equals(key);
        Callback.Wire wire =
                new Callback.Wire("application/x-www-form-urlencoded", KefeiRequest.GBK, properties.acknowledgement());
        Callback callback = new Callback(
                KefeiConfiguration.PARTNER,
                forged ? "forged callback" : "callback",
                URI.create(order.wish().retUrl()),
                form(order, signingKey),
                wire,
                List.of(order.wish().line()),
                order.chargeId(),
                forged ? List.of() : properties.pushAgainAfter(),
                order.fate().faults());
        callbacks.pushAfter(delay, () -> callback);
    }

    /** The fields of partners.md 7.3; the code of a failure is INFERRED. */
    private String form(ChargeOrder order, String signingKey) {
        String errorCode = ChargeOrder.isSuccess(order.state()) ? FINE : NOT_FINE;
        String orderId = order.wish().orderId();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Action", "CX");
        fields.put("AgentAccount", properties.agentAccount());
        fields.put("Agentbalance", Fen.toYuan(agent.balanceFen()));
        fields.put("Orderid", orderId);
        fields.put("Chargeid", order.chargeId());
        fields.put("Orderstatu_int", String.valueOf(order.state()));
        fields.put("Orderstatu_text", order.stateText());
        fields.put("OrderPayment", Fen.toYuan(order.paymentFen()));
        fields.put("Errorcode", errorCode);
        fields.put("Errormsg", order.stateText());
        fields.put("Sign", KefeiRequest.callbackSign(orderId, order.chargeId(), order.state(), errorCode, signingKey));
        return fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), KefeiRequest.GBK))
                .collect(Collectors.joining("&"));
    }
}
