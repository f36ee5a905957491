package io.jiaxiao.order.purchase;

import io.jiaxiao.kernel.Refusal;

/** What a person is told when it is not possible. */
final class PurchaseRefusals {

    /** The same for a purchase that is another's. */
    static final Refusal UNKNOWN = Refusal.notFound("PURCHASE_UNKNOWN", "没有找到这个订单");

    static final Refusal KEY_REUSED = Refusal.unprocessable("IDEMPOTENCY_KEY_REUSED", "该幂等键已用于另一份请求，请更换幂等键后重试");
    static final Refusal QUOTE_UNKNOWN = Refusal.notFound("QUOTE_UNKNOWN", "没有找到这个报价，请重新选择套餐");
    static final Refusal QUOTE_EXPIRED = Refusal.conflict("QUOTE_EXPIRED", "报价已过期，请重新选择套餐");
    static final Refusal OTHER_METHOD = Refusal.conflict("QUOTE_FOR_OTHER_METHOD", "报价对应的支付方式不同，请重新选择套餐");
    static final Refusal NOT_BY_QR = Refusal.conflict("METHOD_NOT_HERE", "该订单由话费支付，请使用短信验证码确认");
    static final Refusal NOT_ON_BILL = Refusal.conflict("METHOD_NOT_HERE", "该订单不是话费支付，请扫码支付");
    static final Refusal NO_MOBILE = Refusal.conflict("MOBILE_MISSING", "您的账号没有可用的手机号，请先绑定手机号");
    static final Refusal ROSTER_AWAY = Refusal.unavailable("ROSTER_UNAVAILABLE", "暂时无法确认您的手机号，请稍后再试");
    static final Refusal NOT_OFFERED = Refusal.conflict("CARRIER_NOT_OFFERED", "该套餐暂不支持话费支付，请选择其他支付方式");
    static final Refusal RUNNING = Refusal.conflict("ALREADY_RUNNING", "孩子已有此产品的订购，到期后才能改用话费支付");
    static final Refusal ON_BILL = Refusal.conflict("BILLED_BY_CARRIER", "孩子的此产品由话费支付，如需更改请先办理话费退订");
    static final Refusal NUMBER_BUSY = Refusal.conflict("CARRIER_ORDER_OPEN", "该号码已订购或正在办理此产品");
    static final Refusal TERMS_NOT_SHOWN = Refusal.unprocessable("TERMS_NOT_SHOWN", "请先阅读资费说明，再获取验证码");
    static final Refusal CARRIER_DECIDING = Refusal.conflict("CARRIER_DECIDING", "运营商正在办理，暂时不能取消；开通后可随时退订");
    static final Refusal IN_NO_CLASS = Refusal.conflict("CHILD_IN_NO_CLASS", "孩子还没有加入班级，请先扫码加入班级");
    static final Refusal OTHER_CLASS = Refusal.conflict("QUOTE_FOR_OTHER_CLASS", "孩子不在该班级，请从孩子所在班级重新选择套餐");
    static final Refusal NOTHING_TO_ADD = Refusal.conflict("ALREADY_COVERED", "孩子已订购到该学期结束，无需重复订购");
    static final Refusal NOT_ELIGIBLE = Refusal.conflict("PROMOTION_NOT_ELIGIBLE", "该优惠仅限首次订购此产品的孩子，请选择其他套餐");
    static final Refusal RISK = Refusal.unprocessable("RISK_REJECTED", "本次订购未通过安全校验，如有疑问请联系客服");
    static final Refusal LIMITED = Refusal.tooMany("PURCHASE_LIMITED", "当前订购人数较多，请稍后再试");
    static final Refusal PAID_ALREADY = Refusal.conflict("ALREADY_PAID", "订单已支付，如需退订请到我的订购中操作");
    static final Refusal CLOSED = Refusal.conflict("PURCHASE_CLOSED", "订单已关闭，请重新下单");
    static final Refusal NOT_PAID_HERE = Refusal.conflict("NOT_PAID_HERE", "该订单没有在平台收款，不能人工退款");
    static final Refusal PAYMENT_AWAY = Refusal.unavailable("PAYMENT_UNAVAILABLE", "支付渠道暂时没有响应，请稍后再试");
    static final Refusal REFUND_CHANGED = Refusal.conflict("REFUND_CHANGED", "可退金额已变化，请重新确认后再退订");
    static final Refusal ENDED = Refusal.conflict("SUBSCRIPTION_ENDED", "该订购已结束");
    static final Refusal SUBSCRIPTION_UNKNOWN = Refusal.notFound("SUBSCRIPTION_UNKNOWN", "没有找到这个订购");

    private PurchaseRefusals() {}
}
