package io.jiaxiao.order.trouble.domain;

import java.util.Map;

/** What the platform does by itself about each kind of trouble (O7: an automatic repair where it is safe). */
public final class Repair {

    private static final Map<String, String> DONE = Map.of(
            "PAID_NOT_WANTED", "已自动全额原路退款",
            "NOTIFY_LOST", "已由主动查询入账，无需处理",
            "REFUND_STUCK", "按同一退款单号持续重试",
            "REFUND_DIFFERS", "持续查询，不会重复退款",
            "CARRIER_NOT_WANTED", "已向运营商退订",
            "NOTIFY_FORGED", "已拒绝，未入账");

    private Repair() {}

    /** In Chinese, for operators; empty where only a person can do something. */
    public static String of(String kind) {
        return DONE.getOrDefault(kind, "");
    }
}
