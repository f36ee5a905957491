package io.jiaxiao.contracts.event;

import java.util.List;

/** Every topic there is. Created by operations up front; producers never create one. */
public final class Topics {

    public static final String ROSTER_EVENTS = "roster-events";
    public static final String MESSAGE_EVENTS = "message-events";
    public static final String MESSAGE_DISPATCH = "message-dispatch";
    public static final String MESSAGE_DISPATCH_CODE = "message-dispatch-code";

    public static final String MALL_EVENTS = "mall-events";
    /** Orders on their way to a supply channel. */
    public static final String MALL_SUPPLY = "mall-supply";
    /** Written by the product lines. */
    public static final String POINTS_EARNED = "points-earned";

    public static final String ORDER_EVENTS = "order-events";

    public static final String RISK_EVENTS = "risk-events";

    public static final List<String> ALL = List.of(
            ROSTER_EVENTS,
            MESSAGE_EVENTS,
            MESSAGE_DISPATCH,
            MESSAGE_DISPATCH_CODE,
            MALL_EVENTS,
            MALL_SUPPLY,
            POINTS_EARNED,
            ORDER_EVENTS,
            RISK_EVENTS);

    private Topics() {}
}
