package io.jiaxiao.message.receipt.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.message.receipt.domain.Uplink;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDateTime;

/**
 * A text from a phone as 云MAS pushes it (partners.md 1.7).
 *
 * @param sendTime  in Beijing time
 * @param addSerial the full service code it was sent to
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record MasUplink(
        @NotNull @Pattern(regexp = "(\\+?86)?1[3-9][0-9]{9}") String mobile,
        @NotNull @Size(max = 2000) String smsContent,
        @NotNull @JsonFormat(pattern = "yyyy-MM-dd HH:mm:ss") LocalDateTime sendTime,
        @NotNull @Pattern(regexp = "[0-9]{0,32}") String addSerial) {

    Uplink toUplink() {
        return new Uplink(
                "mas",
                Mobile.parse(mobile),
                addSerial,
                smsContent,
                sendTime.atZone(MasReport.BEIJING).toInstant());
    }

    /** Holds a number and what somebody wrote, so it does not print itself. */
    @Override
    public String toString() {
        return "MasUplink[" + sendTime + "]";
    }
}
