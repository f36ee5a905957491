package io.jiaxiao.order.renewal;

import io.jiaxiao.kernel.Refusal;

/** What an operator is told when it is not possible. */
final class RenewalRefusals {

    static final Refusal UNKNOWN = Refusal.notFound("RENEWAL_UNKNOWN", "没有这个续订任务");
    static final Refusal PLAN_UNKNOWN = Refusal.notFound("PLAN_UNKNOWN", "该套餐不存在或已下架");
    static final Refusal PROMOTION = Refusal.conflict("PLAN_UNDER_PROMOTION", "优惠套餐只能由家长本人订购，请选择普通套餐续订");
    static final Refusal NO_PRICE = Refusal.conflict("NO_PRICE", "该套餐在所选班级的学校没有资费，请先设置资费");
    static final Refusal IN_NO_CLASS = Refusal.conflict("CHILD_IN_NO_CLASS", "孩子不在任何班级，无法确定资费");
    static final Refusal ENDED = Refusal.conflict("RENEWAL_ENDED", "该续订任务已结束，无法取消");
    static final Refusal RUNS = Refusal.conflict("RENEWAL_RUNNING", "该续订任务尚未结束，请等待完成或先取消");
    static final Refusal UNDONE = Refusal.conflict("RENEWAL_UNDONE", "该续订任务已撤销或正在撤销");
    static final Refusal NOT_UNDONE = Refusal.notFound("RENEWAL_NOT_UNDONE", "该续订任务没有撤销记录");

    private RenewalRefusals() {}
}
