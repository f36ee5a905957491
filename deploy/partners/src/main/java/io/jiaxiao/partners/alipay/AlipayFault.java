package io.jiaxiao.partners.alipay;

import static io.jiaxiao.partners.faults.FaultRules.require;
import static io.jiaxiao.partners.faults.FaultRules.requireTime;
import static io.jiaxiao.partners.faults.FaultRules.requireTimeIfGiven;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.jiaxiao.partners.faults.PartnerFault;
import org.jspecify.annotations.Nullable;

/**
 * What Alipay can be ordered to do wrong. Ordered for a trade's {@code out_trade_no}, its last digits, or {@code fen-} with the
 * amount; for a bill its date. A request that is wrong by itself is told so first. Times are simulated milliseconds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface AlipayFault extends PartnerFault {

    /** A fault of the answer to a call; at most one acts on a request. */
    sealed interface OfAnswer extends AlipayFault {
        Call call();
    }

    /**
     * 20000, which says neither yes nor no.
     *
     * @param done whether it was carried out all the same
     */
    @JsonTypeName("BUSY")
    record Busy(Call call, boolean done) implements OfAnswer {
        public Busy {
            requireCall(call);
        }
    }

    /**
     * Silence, then the connection is closed.
     *
     * @param done whether it was carried out all the same
     */
    @JsonTypeName("TIMEOUT")
    record Timeout(Call call, boolean done, @Nullable Long millis) implements OfAnswer {
        public Timeout {
            requireCall(call);
            requireTimeIfGiven(millis);
        }
    }

    /** Carried out, and answered with a signature that is not Alipay's. */
    @JsonTypeName("BAD_SIGN")
    record BadSign(Call call) implements OfAnswer {
        public BadSign {
            requireCall(call);
        }
    }

    /** Not carried out; 40004 with this code, such as {@code ACQ.SELLER_BALANCE_NOT_ENOUGH}. */
    @JsonTypeName("REFUSE")
    record Refuse(Call call, String subCode) implements OfAnswer {
        public Refuse {
            requireCall(call);
            require(subCode != null && !subCode.isBlank(), "subCode 必填");
        }
    }

    /** Not carried out; an HTTP 500 from something in front. */
    @JsonTypeName("HTTP_500")
    record Http500(Call call) implements OfAnswer {
        public Http500 {
            requireCall(call);
        }
    }

    /** A close is answered as done, and so much later the buyer has paid all the same. */
    @JsonTypeName("PAID_AFTER_CLOSE")
    record PaidAfterClose(Long millis) implements AlipayFault {
        public PaidAfterClose {
            requireTime(millis);
        }
    }

    /** What can happen to a notify. */
    sealed interface OfNotify extends AlipayFault {}

    /** It never comes. */
    @JsonTypeName("LOSE_NOTIFY")
    record LoseNotify() implements OfNotify {}

    /** It comes twice at the same moment. */
    @JsonTypeName("DOUBLE_NOTIFY")
    record DoubleNotify() implements OfNotify {}

    /** It comes so much later. */
    @JsonTypeName("LATE_NOTIFY")
    record LateNotify(Long millis) implements OfNotify {
        public LateNotify {
            requireTime(millis);
        }
    }

    /** It comes only after the next one about the same trade: out of order. */
    @JsonTypeName("HOLD_NOTIFY")
    record HoldNotify() implements OfNotify {}

    /** Before it a stranger sends the same, signed with another key. */
    @JsonTypeName("FORGED_NOTIFY")
    record ForgedNotify() implements OfNotify {}

    /** There is no bill of the day, though there should be. */
    @JsonTypeName("BILL_NOT_EXIST")
    record BillNotExist() implements AlipayFault {}

    /** The bill says nothing of this trade. Without a count: a bill is made several times. */
    @JsonTypeName("BILL_LEAVES_OUT")
    record BillLeavesOut() implements AlipayFault {}

    /** The bill has another sum of what came in of this trade. */
    @JsonTypeName("BILL_DIFFERS")
    record BillDiffers(Long fen) implements AlipayFault {
        public BillDiffers {
            require(fen != null && fen > 0, "fen 必填，且大于 0");
        }
    }

    /** Ordered for a date: the bill of that day has one trade more, of this number. */
    @JsonTypeName("BILL_INVENTS")
    record BillInvents(String number, Long fen) implements AlipayFault {
        public BillInvents {
            require(number != null && number.matches("[A-Za-z0-9_]{1,64}"), "number 必填，为商户订单号");
            require(fen != null && fen > 0, "fen 必填，且大于 0");
        }
    }

    private static void requireCall(@Nullable Call call) {
        require(call != null, "call 必填：PRECREATE、QUERY、REFUND、REFUND_QUERY、CLOSE 或 BILL");
    }
}
