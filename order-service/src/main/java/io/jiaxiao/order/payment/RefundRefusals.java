package io.jiaxiao.order.payment;

import io.jiaxiao.kernel.Refusal;

/** Why an operator cannot do that about a refund. */
final class RefundRefusals {

    static final Refusal UNKNOWN = Refusal.notFound("REFUND_UNKNOWN", "没有这笔退款");
    static final Refusal NOT_FAILED = Refusal.conflict("REFUND_NOT_FAILED", "这笔退款没有失败，无需处理");
    static final Refusal TOO_MUCH = Refusal.unprocessable("REFUND_TOO_MUCH", "这笔付款的余额不足，可能已另行退款");
    static final Refusal WAITS = Refusal.conflict("REFUND_SETTLEMENT_WAITS", "这笔退款已登记另行退款，等待复核");
    static final Refusal SETTLEMENT_UNKNOWN = Refusal.notFound("REFUND_SETTLEMENT_UNKNOWN", "没有这笔另行退款登记");
    static final Refusal DECIDED = Refusal.conflict("REFUND_SETTLEMENT_DECIDED", "该笔另行退款登记已处理，请刷新后查看");
    static final Refusal SAME_OPERATOR = Refusal.forbidden("SAME_OPERATOR", "须由另一位运营人员复核");

    private RefundRefusals() {}
}
