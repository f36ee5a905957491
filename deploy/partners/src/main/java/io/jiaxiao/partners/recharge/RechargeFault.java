package io.jiaxiao.partners.recharge;

import static io.jiaxiao.partners.faults.FaultRules.require;
import static io.jiaxiao.partners.faults.FaultRules.requireTime;
import static io.jiaxiao.partners.faults.FaultRules.requireTimeIfGiven;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.jiaxiao.partners.faults.PartnerFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a supplier of cards or recharges can be ordered to do wrong. Protocol errors of the client are answered first: a
 * fault acts only on an order that would have been taken. Times are simulated milliseconds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface RechargeFault extends PartnerFault {

    /** What every supplier can do wrong. */
    sealed interface Common extends RechargeFault {}

    /** A fault of the answer to an order; at most one of them acts on a request. */
    sealed interface OfAnswer extends Common {}

    /**
     * Not taken, and said so.
     *
     * @param code the partner's own number
     * @param message null for 系统繁忙
     */
    @JsonTypeName("REFUSE")
    record Refuse(Integer code, @Nullable String message) implements OfAnswer {
        public Refuse {
            require(code != null, "code 必填，为合作方的错误码（整数）");
        }
    }

    /** Refused for want of balance, whatever there is. */
    @JsonTypeName("EMPTY_BALANCE")
    record EmptyBalance() implements OfAnswer {}

    /** Taken, and carried out, but no answer ever comes: silence, then the connection is closed. */
    @JsonTypeName("TIMEOUT_AFTER_SUCCESS")
    record TimeoutAfterSuccess(@Nullable Long millis) implements OfAnswer {
        public TimeoutAfterSuccess {
            requireTimeIfGiven(millis);
        }
    }

    /** Not taken, and no answer: silence, then the connection is closed. */
    @JsonTypeName("TIMEOUT_BEFORE")
    record TimeoutBefore(@Nullable Long millis) implements OfAnswer {
        public TimeoutBefore {
            requireTimeIfGiven(millis);
        }
    }

    /** Not taken; an HTTP 500 without the partner's JSON, as from a proxy before it. */
    @JsonTypeName("HTTP_500")
    record Http500() implements OfAnswer {}

    /** A query of the order is answered with an empty HTTP 500. */
    @JsonTypeName("QUERY_HTTP_500")
    record QueryHttp500() implements Common {}

    /** The order waits so long before it is taken and answered. */
    @JsonTypeName("DELAY_ACCEPT")
    record DelayAccept(Long millis) implements Common {
        public DelayAccept {
            requireTime(millis);
        }
    }

    /** The order is in processing for so long instead of the usual time. */
    @JsonTypeName("PROCESS_FOR")
    record ProcessFor(Long millis) implements Common {
        public ProcessFor {
            requireTime(millis);
        }
    }

    /** Taken and processed, and then it failed; the money goes back to the balance. */
    @JsonTypeName("FAIL_AFTER_PROCESSING")
    record FailAfterProcessing() implements Common {}

    /** No callback ever comes. */
    @JsonTypeName("LOSE_CALLBACK")
    record LoseCallback() implements Common {}

    /** The same callback twice at the same moment. */
    @JsonTypeName("DOUBLE_CALLBACK")
    record DoubleCallback() implements Common {}

    /** The callback comes so long after the end of the order. */
    @JsonTypeName("LATE_CALLBACK")
    record LateCallback(Long millis) implements Common {
        public LateCallback {
            requireTime(millis);
        }
    }

    /** While the order is in processing a stranger calls back with the opposite of its end, signed with another key. */
    @JsonTypeName("FORGED_CALLBACK")
    record ForgedCallback() implements Common {}

    /** What only 科飞 does. */
    sealed interface OfKefei extends RechargeFault {}

    /** Answered with -310, which says neither yes nor no. */
    @JsonTypeName("UNCERTAIN")
    record Uncertain(Then then) implements OfKefei {
        public Uncertain {
            require(then != null, "then 必填：SUCCESS、FAIL 或 NEVER_MADE");
        }

        /** What was true behind the -310. */
        public enum Then {
            SUCCESS,
            FAIL,
            /** There is no such order, and never will be. */
            NEVER_MADE
        }
    }

    /**
     * The order goes through these states instead of the usual ones, one usual step of time each.
     *
     * @param states values of orderStatuInt, 1 to 10 of them; the last is the end
     */
    @JsonTypeName("STATES")
    record States(List<Integer> states) implements OfKefei {
        public States {
            require(states != null && !states.isEmpty() && states.size() <= 10, "states 必填，1 到 10 个状态");
            states = List.copyOf(states);
            require(KNOWN_STATES.containsAll(states), "states 只能取 " + KNOWN_STATES);
        }
    }

    /** So long after its success the order is reversed (冲正): state 35, and the money goes back to the balance. */
    @JsonTypeName("REVERSE_AFTER_SUCCESS")
    record ReverseAfterSuccess(Long millis) implements OfKefei {
        public ReverseAfterSuccess {
            requireTime(millis);
        }
    }

    /** The values of orderStatuInt (partners.md 7.2). */
    List<Integer> KNOWN_STATES = List.of(0, 1, 2, 6, 11, 16, 20, 21, 26, 35, 99);
}
