package io.jiaxiao.order.trouble.domain;

import java.util.Map;

/** What the platform does by itself about each kind of trouble (O7: an automatic repair where it is safe). */
public final class Repair {

    private static final Map<String, String> DONE = Map.ofEntries(
            Map.entry("PAID_NOT_WANTED", "已自动全额原路退款"),
            Map.entry("NOTIFY_LOST", "已由主动查询入账，无需处理"),
            Map.entry("REFUND_STUCK", "按同一退款单号持续重试"),
            Map.entry("REFUND_DIFFERS", "持续查询，不会重复退款"),
            Map.entry("CARRIER_NOT_WANTED", "持续向运营商退订"),
            Map.entry("CARRIER_END_STUCK", "按同一退订单号持续重试"),
            Map.entry("NOTIFY_FORGED", "已拒绝，未入账"),
            Map.entry("SETTLE_STATE_DIFFERS", "已多次向合作方查询，仍不一致"),
            Map.entry("SETTLEMENT_LATE", "持续获取对账文件"));

    private Repair() {}

    /** In Chinese, for operators; empty where only a person can do something. */
    public static String of(String kind) {
        return DONE.getOrDefault(kind, "");
    }
}
