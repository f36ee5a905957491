package io.jiaxiao.mall.redemption;

import io.jiaxiao.kernel.Refusal;

/** What a person is told when it is not possible. */
final class RedemptionRefusals {

    /** The same for an order that is another's. */
    static final Refusal UNKNOWN = Refusal.notFound("REDEMPTION_UNKNOWN", "没有找到这笔兑换");

    static final Refusal KEY_REUSED = Refusal.unprocessable("IDEMPOTENCY_KEY_REUSED", "该幂等键已用于另一份请求，请更换幂等键后重试");
    static final Refusal NO_SUCH_OFFER = Refusal.notFound("OFFER_UNKNOWN", "该商品不存在");
    static final Refusal NOT_ENOUGH = Refusal.conflict("NOT_ENOUGH_POINTS", "积分不足，请选择其他商品或继续积累");
    static final Refusal FROZEN = Refusal.forbidden("ACCOUNT_FROZEN", "您的积分账户已冻结，请联系客服");
    static final Refusal RISK = Refusal.unprocessable("RISK_REJECTED", "本次兑换未通过安全校验，如有疑问请联系客服");
    static final Refusal DEGRADED = Refusal.tooMany("REDEMPTION_LIMITED", "当前兑换人数较多，请减少数量或稍后再试");
    static final Refusal ADDRESS_NEEDED = Refusal.invalid("ADDRESS_NEEDED", "请选择收货地址");
    static final Refusal ADDRESS_UNKNOWN = Refusal.notFound("ADDRESS_UNKNOWN", "收货地址不存在，请重新选择");
    static final Refusal MOBILE_NEEDED = Refusal.invalid("MOBILE_NEEDED", "请填写要充值的手机号");
    static final Refusal SEGMENT = Refusal.unprocessable("SEGMENT_NOT_SUPPORTED", "该号码段暂不支持充值，请更换手机号");
    static final Refusal ONE_AT_A_TIME = Refusal.unprocessable("ONE_AT_A_TIME", "该商品每次只能兑换一份");
    static final Refusal NOT_EXPECTED = Refusal.invalid("DESTINATION_NOT_EXPECTED", "该商品不需要收货地址或手机号");
    static final Refusal TOO_LATE_TO_CANCEL = Refusal.conflict("TOO_LATE_TO_CANCEL", "订单已在处理或发货，无法取消");
    static final Refusal BEING_ORDERED = Refusal.conflict("BEING_ORDERED", "正在向供应商下单，请稍后再取消");

    /** Somebody else changed it between the look and the act. */
    static final Refusal CHANGED = Refusal.conflict("ORDER_CHANGED", "订单状态已变化，请刷新后重试");

    private RedemptionRefusals() {}
}
