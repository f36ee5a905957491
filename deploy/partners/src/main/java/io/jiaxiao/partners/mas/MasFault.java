package io.jiaxiao.partners.mas;

import static io.jiaxiao.partners.faults.FaultRules.require;
import static io.jiaxiao.partners.faults.FaultRules.requireTime;
import static io.jiaxiao.partners.faults.FaultRules.requireTimeIfGiven;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.jiaxiao.partners.faults.PartnerFault;
import org.jspecify.annotations.Nullable;

/**
 * What 云MAS can be ordered to do wrong. Protocol errors of the client are answered first: a fault acts only on a
 * request that would have been accepted. Times are simulated milliseconds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface MasFault extends PartnerFault {

    /** A fault of the answer; at most one of them acts on a request. */
    sealed interface OfAnswer extends MasFault {}

    /** Not taken, and said so. */
    @JsonTypeName("REFUSE")
    record Refuse(Rspcod rspcod) implements OfAnswer {
        public Refuse {
            require(rspcod != null && rspcod != Rspcod.success, "rspcod 必填，且不能是 success");
        }
    }

    /** Taken, the phone gets it, but no answer ever comes: silence, then the connection is closed. */
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

    /** The request waits so long before it is taken and answered. */
    @JsonTypeName("DELAY_ACCEPT")
    record DelayAccept(Long millis) implements MasFault {
        public DelayAccept {
            requireTime(millis);
        }
    }

    /** The report is pushed, and its answer awaited, before the submission is answered. */
    @JsonTypeName("REPORT_BEFORE_RESPONSE")
    record ReportBeforeResponse() implements MasFault {}

    /** No report ever comes, though the phone got the text. */
    @JsonTypeName("LOSE_REPORT")
    record LoseReport() implements MasFault {}

    /** The same report is pushed twice at the same moment. */
    @JsonTypeName("DOUBLE_REPORT")
    record DoubleReport() implements MasFault {}

    /** The report comes so long after the submission instead of after the usual delay. */
    @JsonTypeName("LATE_REPORT")
    record LateReport(Long millis) implements MasFault {
        public LateReport {
            requireTime(millis);
        }
    }

    /**
     * The report carries this code. Unless it means success, the phone does not get the text.
     *
     * @param errorCode such as {@code DB:0140} or {@code MK:0024}
     * @param reportStatus null for what usually goes with the code
     */
    @JsonTypeName("REPORT_STATUS")
    record ReportStatus(String errorCode, @Nullable String reportStatus) implements MasFault {
        public ReportStatus {
            require(errorCode != null && isCode(errorCode), "errorCode 必填，形如 DB:0140 或 UNDELIV");
            require(reportStatus == null || isCode(reportStatus), "reportStatus 形如 UNDELIV");
        }
    }

    private static boolean isCode(String code) {
        return code.matches("[A-Z]{2}:\\d{4}|[A-Z]{3,8}");
    }
}
