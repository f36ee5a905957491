package io.jiaxiao.mall.points.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.points.LedgerRefusal;

/** The ledger's no, in words for a caller. */
final class LedgerAnswers {

    private LedgerAnswers() {}

    static Refusal of(LedgerRefusal reason) {
        return switch (reason) {
            case KEY_REUSED -> Refusal.unprocessable("IDEMPOTENCY_KEY_REUSED", "该幂等键已用于另一份请求，请更换幂等键后重试");
            case ALREADY_EXPIRED -> Refusal.unprocessable("ALREADY_EXPIRED", "积分有效期已过，无法发放");
            case NOT_ENOUGH_POINTS -> Refusal.conflict("NOT_ENOUGH_POINTS", "可用积分不足");
            case ACCOUNT_FROZEN -> Refusal.conflict("ACCOUNT_FROZEN", "积分账户已冻结");
            default -> Refusal.conflict(reason.name(), "积分处理未成功");
        };
    }
}
