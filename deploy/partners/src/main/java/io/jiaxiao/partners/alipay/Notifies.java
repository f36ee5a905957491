package io.jiaxiao.partners.alipay;

import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.journal.Line;
import io.jiaxiao.partners.push.Callback;
import io.jiaxiao.partners.push.Callbacks;
import io.jiaxiao.partners.recharge.Fen;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the merchant what happened to a trade, again and again until it says exactly {@code success} (partners.md 3.6). */
final class Notifies implements Book.Events {

    private static final Callback.Wire WIRE = new Callback.Wire(
            "application/x-www-form-urlencoded; charset=utf-8", StandardCharsets.UTF_8, "success", true);
    private static final Set<String> NOT_SIGNED = Set.of("sign", "sign_type");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final AlipayProperties properties;
    private final Rsa2 keys;
    private final FaultBook faults;
    private final Callbacks callbacks;
    private final Clock clock;
    private final Map<String, List<Callback>> held = new ConcurrentHashMap<>();
    private final Map<String, List<Callback>> told = new ConcurrentHashMap<>();

    Notifies(AlipayProperties properties, Rsa2 keys, FaultBook faults, Callbacks callbacks, Clock clock) {
        this.properties = properties;
        this.keys = keys;
        this.faults = faults;
        this.callbacks = callbacks;
        this.clock = clock;
    }

    @Override
    public void happened(Trade trade, Trade.@Nullable Refund refund) {
        boolean closedUnpaid = trade.status == Trade.Status.TRADE_CLOSED && trade.paid == null;
        if (trade.wanted.notifyUrl().isEmpty() || !trade.isScanned() || (closedUnpaid && !properties.tellsClosed())) {
            return;
        }
        Optional<AlipayFault.OfNotify> fault =
                faults.drawForRequest(trade.wanted.numbers(), AlipayFault.OfNotify.class);
        Map<String, String> fields = fields(trade, refund);
        Callback callback = callback(trade, fields, keys, fault.orElse(null));
        told.computeIfAbsent(trade.wanted.outTradeNo(), first -> new ArrayList<>())
                .add(callback);
        switch (fault.orElse(null)) {
            case null -> push(trade, callback, properties.notifyDelay());
            case AlipayFault.LoseNotify unused -> {}
            case AlipayFault.HoldNotify unused ->
                held.computeIfAbsent(trade.wanted.outTradeNo(), first -> new ArrayList<>())
                        .add(callback);
            case AlipayFault.LateNotify late ->
                push(trade, callback, properties.notifyDelay().plusMillis(late.millis()));
            case AlipayFault.DoubleNotify unused -> {
                push(trade, callback, properties.notifyDelay());
                push(trade, callback, properties.notifyDelay());
            }
            case AlipayFault.ForgedNotify unused -> {
                Callback forged = callback(trade, fields, keys.forged(), fault.get());
                callbacks.pushAfter(Duration.ZERO, () -> forged);
                push(trade, callback, properties.notifyDelay());
            }
        }
    }

    /** Sends all that was ever told about a trade once more, as it was. */
    int again(Trade trade) {
        List<Callback> all = told.getOrDefault(trade.wanted.outTradeNo(), List.of());
        all.forEach(callback -> callbacks.pushAfter(Duration.ZERO, () -> callback));
        return all.size();
    }

    private void push(Trade trade, Callback callback, Duration delay) {
        callbacks.pushAfter(delay, () -> callback);
        Optional.ofNullable(held.remove(trade.wanted.outTradeNo()))
                .ifPresent(kept -> kept.forEach(each -> callbacks.pushAfter(delay.plusMillis(1), () -> each)));
    }

    private Callback callback(
            Trade trade, Map<String, String> fields, Rsa2 signer, AlipayFault.@Nullable OfNotify fault) {
        Map<String, String> signed = new LinkedHashMap<>(fields);
        signed.put("sign_type", "RSA2");
        signed.put("sign", signer.sign(Rsa2.content(fields, NOT_SIGNED)));
        String form = signed.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        boolean genuine = signer == keys;
        return new Callback(
                AlipayConfiguration.PARTNER,
                genuine ? "notify" : "forged notify",
                URI.create(trade.wanted.notifyUrl()),
                form,
                WIRE,
                List.of(new Line(trade.wanted.outTradeNo(), trade.status.name())),
                trade.tradeNo,
                genuine ? properties.notifyAgainAfter() : List.of(),
                fault == null ? List.of() : List.of(fault.kind()));
    }

    private Map<String, String> fields(Trade trade, Trade.@Nullable Refund refund) {
        String total = Fen.toYuan(trade.totalFen());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("notify_time", time(clock.instant()));
        fields.put("notify_type", "trade_status_sync");
        fields.put("notify_id", UUID.randomUUID().toString().replace("-", ""));
        fields.put("charset", "utf-8");
        fields.put("version", "1.0");
        fields.put("app_id", properties.appId());
        fields.put("auth_app_id", properties.appId());
        fields.put("trade_no", String.valueOf(trade.tradeNo));
        fields.put("out_trade_no", trade.wanted.outTradeNo());
        fields.put("buyer_id", "2088102100000001");
        fields.put("buyer_logon_id", "159****5620");
        fields.put("seller_id", properties.sellerId());
        fields.put("seller_email", properties.sellerEmail());
        fields.put("trade_status", trade.status.name());
        fields.put("total_amount", total);
        fields.put("subject", trade.wanted.subject());
        putTime(fields, "gmt_create", trade.created);
        if (trade.paid != null) {
            fields.put("receipt_amount", total);
            fields.put("invoice_amount", total);
            fields.put("buyer_pay_amount", total);
            fields.put("point_amount", "0.00");
            fields.put("fund_bill_list", "[{\"amount\":\"" + total + "\",\"fundChannel\":\"ALIPAYACCOUNT\"}]");
            putTime(fields, "gmt_payment", trade.paid);
        }
        if (trade.refundedFen() > 0) {
            fields.put("refund_fee", Fen.toYuan(trade.refundedFen()));
        }
        if (refund != null) {
            fields.put("out_biz_no", refund.outRequestNo());
            fields.put("gmt_refund", time(refund.at()) + ".000");
        }
        putTime(fields, "gmt_close", trade.closed);
        return fields;
    }

    private void putTime(Map<String, String> fields, String name, @Nullable Instant at) {
        if (at != null) {
            fields.put(name, time(at));
        }
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(clock.getZone()));
    }
}
