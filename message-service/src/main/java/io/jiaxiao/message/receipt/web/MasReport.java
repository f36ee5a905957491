package io.jiaxiao.message.receipt.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.message.channel.domain.CarrierCodes;
import io.jiaxiao.message.receipt.domain.DeliveryReport;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A status report as 云MAS pushes it (partners.md 1.6), one number at a time. Fields it may add one day are no reason to
 * refuse it.
 *
 * @param reportStatus {@code DELIVRD} or {@code CM:0000} for delivered, anything else for not
 * @param submitDate   when it took the message, in Beijing time
 * @param receiveDate  when it heard from the phone, in Beijing time
 * @param errorCode    why not; may be missing
 * @param msgGroup     the number it gave when it took the message
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record MasReport(
        @NotNull @Pattern(regexp = "[A-Za-z0-9:_-]{1,32}") String reportStatus,
        @NotNull @Pattern(regexp = "(\\+?86)?1[3-9][0-9]{9}") String mobile,
        @NotNull @JsonFormat(pattern = "yyyyMMddHHmmss") LocalDateTime submitDate,
        @NotNull @JsonFormat(pattern = "yyyyMMddHHmmss") LocalDateTime receiveDate,
        @Nullable @Pattern(regexp = "[A-Za-z0-9:_-]{0,32}") String errorCode,
        @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String msgGroup) {

    static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    DeliveryReport toReport() {
        return new DeliveryReport(
                "mas",
                msgGroup,
                Mobile.parse(mobile),
                CarrierCodes.isDelivered(reportStatus),
                reportStatus,
                errorCode == null ? "" : errorCode,
                submitDate.atZone(BEIJING).toInstant(),
                receiveDate.atZone(BEIJING).toInstant());
    }

    /** Holds a number in clear, so it does not print itself. */
    @Override
    public String toString() {
        return "MasReport[" + msgGroup + ", " + reportStatus + "]";
    }
}
