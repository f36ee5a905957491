package io.jiaxiao.partners.kefei;

import io.jiaxiao.partners.journal.Line;
import io.jiaxiao.partners.recharge.Carrier;
import io.jiaxiao.partners.recharge.Fate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recharge as the partner has it at one moment.
 *
 * @param chargeId the partner's number
 * @param state value of orderStatuInt
 * @param paymentFen what it costs us
 * @param reversed when it was reversed after its success; null when it was not
 */
record ChargeOrder(
        Wish wish,
        String chargeId,
        int state,
        long paymentFen,
        Instant taken,
        @Nullable Instant ended,
        @Nullable Instant reversed,
        Fate fate) {

    static final int WAITING = 0;
    static final int PROCESSING = 2;
    static final int PAID = 16;
    static final int FAILED = 21;
    static final int RETURNED = 35;

    private static final Set<Integer> SUCCESSES = Set.of(11, PAID);
    private static final Set<Integer> FAILURES = Set.of(20, FAILED, 26, RETURNED);

    /**
     * What a client asks for, already checked.
     *
     * @param faceYuan whole yuan
     * @param retUrl where the end is told; empty for nowhere
     */
    record Wish(String orderId, String account, int faceYuan, Carrier carrier, String province, String retUrl) {

        Line line() {
            return new Line(account, orderId + " " + carrier.title() + "话费" + faceYuan + "元");
        }

        List<String> targets() {
            return List.of(account);
        }

        /** Shows no account. */
        @Override
        public String toString() {
            return "Wish[" + orderId + "]";
        }
    }

    static boolean isSuccess(int state) {
        return SUCCESSES.contains(state);
    }

    static boolean isFailure(int state) {
        return FAILURES.contains(state);
    }

    ChargeOrder inState(int next, Instant at) {
        boolean end = isSuccess(next) || isFailure(next);
        boolean reversal = isSuccess(state) && isFailure(next);
        return new ChargeOrder(
                wish,
                chargeId,
                next,
                paymentFen,
                taken,
                end && ended == null ? at : ended,
                reversal ? at : reversed,
                fate);
    }

    /** The partner's words for a state (partners.md 7.2). */
    String stateText() {
        return switch (state) {
            case WAITING -> "等待处理";
            case 1 -> "暂停";
            case PROCESSING -> "处理中";
            case 6 -> "支付中";
            case 11 -> "处理成功";
            case PAID -> "缴费成功";
            case 20 -> "已撤销";
            case FAILED -> "处理失败";
            case 26 -> "缴费失败";
            case RETURNED -> "失败退款";
            case 99 -> "冻结";
            default -> "未知";
        };
    }
}
