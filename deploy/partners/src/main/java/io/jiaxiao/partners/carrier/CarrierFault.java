package io.jiaxiao.partners.carrier;

import static io.jiaxiao.partners.faults.FaultRules.require;
import static io.jiaxiao.partners.faults.FaultRules.requireTimeIfGiven;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.jiaxiao.partners.faults.PartnerFault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the carrier can be ordered to do wrong, for a mobile number. Times are simulated milliseconds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface CarrierFault extends PartnerFault {

    /** A fault of the answer to a call; at most one acts on a request. */
    sealed interface OfAnswer extends CarrierFault {
        Call call();
    }

    /** Not carried out, for this reason, such as {@code ARREARS}. */
    @JsonTypeName("REFUSE")
    record Refuse(Call call, Code code) implements OfAnswer {
        public Refuse {
            require(call != null && code != null, "call 与 code 必填");
        }
    }

    /** 9999, carried out or not. */
    @JsonTypeName("BUSY")
    record Busy(Call call, boolean done) implements OfAnswer {
        public Busy {
            require(call != null, "call 必填");
        }
    }

    /** Silence, carried out or not. */
    @JsonTypeName("TIMEOUT")
    record Timeout(Call call, boolean done, @Nullable Long millis) implements OfAnswer {
        public Timeout {
            require(call != null, "call 必填");
            requireTimeIfGiven(millis);
        }
    }

    /** Carried out and answered late, both. */
    @JsonTypeName("SLOW")
    record Slow(Call call, @Nullable Long millis) implements OfAnswer {
        public Slow {
            require(call != null && millis != null, "call 与 millis 必填");
            requireTimeIfGiven(millis);
        }

        Duration time() {
            return Duration.ofMillis(millis == null ? 0 : millis);
        }
    }

    /** An end is told without its day, in answers and in the notify. */
    @JsonTypeName("NO_END_DATE")
    record NoEndDate() implements CarrierFault {}

    /** Accepted, and then it fails. */
    @JsonTypeName("FAIL_LATER")
    record FailLater() implements CarrierFault {}

    /** The notify never comes. */
    @JsonTypeName("LOSE_NOTIFY")
    record LoseNotify() implements CarrierFault {}

    /** The notify comes twice at once. */
    @JsonTypeName("DOUBLE_NOTIFY")
    record DoubleNotify() implements CarrierFault {}

    /** Before the notify a stranger sends the same without knowing the key. */
    @JsonTypeName("FORGED_NOTIFY")
    record ForgedNotify() implements CarrierFault {}

    /** The daily file says nothing of this number. Without a count: a file is read several times. */
    @JsonTypeName("FILE_LEAVES_OUT")
    record FileLeavesOut() implements CarrierFault {}

    /** The daily file says of everything of this number that it failed, or the other way round. */
    @JsonTypeName("FILE_DIFFERS")
    record FileDiffers() implements CarrierFault {}

    /** Ordered for a date as yyyyMMdd: the file of that day has one order more. */
    @JsonTypeName("FILE_INVENTS")
    record FileInvents(String mobile, String productId, String reqNo) implements CarrierFault {
        public FileInvents {
            require(mobile != null && productId != null && reqNo != null, "mobile、productId 与 reqNo 必填");
        }
    }
}
