package io.jiaxiao.partners.jd;

import static io.jiaxiao.partners.faults.FaultRules.require;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.jiaxiao.partners.faults.PartnerFault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What JD can be ordered to do wrong. An order is known by the mobile of its receiver, by each of its SKUs and by
 * {@code fen-} with its amount. Protocol errors of the client are answered first. Times are simulated milliseconds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface JdFault extends PartnerFault {

    /** A fault of the answer to a submission; at most one of them acts on a request. */
    sealed interface OfSubmission extends JdFault {}

    /** A fault of the answer to {@code confirmOrder}, {@code cancel}, {@code doPay} or {@code createAfsApply}. */
    sealed interface OfStep extends JdFault {}

    /** Not ordered, and said so with this code. */
    @JsonTypeName("REFUSE")
    record Refuse(String code) implements OfSubmission {
        public Refuse {
            requireCode(code);
        }
    }

    /** 3058: "failed, try again", whether the order was made or not. */
    @JsonTypeName("UNCERTAIN")
    record Uncertain(Boolean made) implements OfSubmission {
        public Uncertain {
            require(made != null, "made 必填：true 表示订单其实已生成");
        }
    }

    /** Not ordered, and no answer: silence, then the connection is closed. */
    @JsonTypeName("TIMEOUT_BEFORE")
    record TimeoutBefore(@Nullable Long millis) implements OfSubmission {
        public TimeoutBefore {
            requireTime(millis);
        }
    }

    /** Ordered, but no answer ever comes: silence, then the connection is closed. */
    @JsonTypeName("TIMEOUT_AFTER_SUCCESS")
    record TimeoutAfterSuccess(@Nullable Long millis) implements OfSubmission {
        public TimeoutAfterSuccess {
            requireTime(millis);
        }
    }

    /** No answer at once, and the order is made only so much later: a look-up in between finds nothing. */
    @JsonTypeName("MADE_LATE")
    record MadeLate(Long millis) implements OfSubmission {
        public MadeLate {
            require(millis != null, "millis 必填");
            requireTime(millis);
        }
    }

    /** Not ordered; an HTTP 500 without the partner's JSON, as from a proxy before it. */
    @JsonTypeName("HTTP_500")
    record Http500() implements OfSubmission {}

    /** The submission waits so long before it is judged and answered. */
    @JsonTypeName("SLOW")
    record Slow(Long millis) implements JdFault {
        public Slow {
            require(millis != null, "millis 必填");
            requireTime(millis);
        }
    }

    /** The step is not taken, and answered with this code. */
    @JsonTypeName("STEP_REFUSE")
    record StepRefuse(String code) implements OfStep {
        public StepRefuse {
            requireCode(code);
        }
    }

    /** The step is not taken, and there is no answer. */
    @JsonTypeName("STEP_TIMEOUT_BEFORE")
    record StepTimeoutBefore(@Nullable Long millis) implements OfStep {
        public StepTimeoutBefore {
            requireTime(millis);
        }
    }

    /** The step is taken, but there is no answer. */
    @JsonTypeName("STEP_TIMEOUT_AFTER_SUCCESS")
    record StepTimeoutAfterSuccess(@Nullable Long millis) implements OfStep {
        public StepTimeoutAfterSuccess {
            requireTime(millis);
        }
    }

    /** A look-up of the order, or a question about a SKU, is answered with this code instead. */
    @JsonTypeName("QUERY_FAILS")
    record QueryFails(String code) implements JdFault {
        public QueryFails {
            requireCode(code);
        }
    }

    /** The token is forgotten and the request answered with 2007. Ordered for {@code *} or the client id. */
    @JsonTypeName("TOKEN_LOST")
    record TokenLost() implements JdFault {}

    /** The receiver refuses the first parcel: message 5 with state 2, and the money comes back. */
    @JsonTypeName("REFUSED_DELIVERY")
    record RefusedDelivery() implements JdFault {}

    /** Split although it is one SKU, if there is more than one piece of it. */
    @JsonTypeName("SPLIT")
    record Split() implements JdFault {}

    /** Split, told twice; then a parcel is split once more and the first parent is told again. */
    @JsonTypeName("REPEATED_SPLIT")
    record RepeatedSplit() implements JdFault {}

    /** Confirmed, but the balance is not taken: message 14, and nothing ships before {@code doPay}. */
    @JsonTypeName("PAYMENT_FAILED")
    record PaymentFailed() implements JdFault {}

    /** Confirmed and paid, and then nothing more. */
    @JsonTypeName("NEVER_SHIPPED")
    record NeverShipped() implements JdFault {}

    /** Every message about the order comes twice, with two ids. */
    @JsonTypeName("DOUBLE_MESSAGES")
    record DoubleMessages() implements JdFault {}

    /** The reservation ends after so much time, unless it is confirmed before. */
    @JsonTypeName("RESERVATION_EXPIRES")
    record ReservationExpires(Long millis) implements JdFault {
        public ReservationExpires {
            require(millis != null, "millis 必填");
            requireTime(millis);
        }
    }

    /** An after-sale application is reviewed and refused (step 20). */
    @JsonTypeName("AFTER_SALE_REFUSED")
    record AfterSaleRefused() implements JdFault {}

    private static void requireCode(String code) {
        require(code != null && code.matches("\\d{4}"), "code 应为 4 位数字，如 3008");
    }

    private static void requireTime(@Nullable Long millis) {
        require(
                millis == null || (millis >= 0 && millis <= Duration.ofDays(30).toMillis()),
                "millis 应在 0 到 2592000000（30 天）之间");
    }
}
