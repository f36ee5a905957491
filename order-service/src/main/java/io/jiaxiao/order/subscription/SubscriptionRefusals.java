package io.jiaxiao.order.subscription;

import io.jiaxiao.kernel.Refusal;

/** What a person is told when it is not possible. */
final class SubscriptionRefusals {

    /** The same for a subscription that is another's. */
    static final Refusal UNKNOWN = Refusal.notFound("SUBSCRIPTION_UNKNOWN", "没有找到这个订购");

    static final Refusal ENDED = Refusal.conflict("SUBSCRIPTION_ENDED", "该订购已结束");
    static final Refusal NOT_ACTIVE = Refusal.conflict("SUBSCRIPTION_NOT_ACTIVE", "该订购当前状态不支持此操作，请刷新后重试");
    static final Refusal ON_BILL = Refusal.conflict("BILLED_BY_CARRIER", "该订购由话费支付，不支持此操作；如需结束请办理话费退订");
    static final Refusal PAUSE_TOO_LONG = Refusal.invalid("PAUSE_TOO_LONG", "暂停最多90天，请选择更近的恢复日期");

    private SubscriptionRefusals() {}
}
