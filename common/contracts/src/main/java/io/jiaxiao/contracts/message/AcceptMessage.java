package io.jiaxiao.contracts.message;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One SMS to one number.
 *
 * @param key       the caller's number for this message, at most 64 letters, digits or {@code ._:-}; unique per calling
 *                  service
 * @param lane      its priority
 * @param template  code of a template message-service knows, e.g. {@code SIGN_IN_CODE}
 * @param mobile    11 digits in clear; message-service stores it encrypted
 * @param params    values of the template's variables, by name
 * @param expiresAt after this moment it must not be sent any more; null means never
 */
public record AcceptMessage(
        @NotNull @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}") String key,
        @NotNull Lane lane,
        @NotBlank @Size(max = 64) String template,
        @NotNull @Pattern(regexp = "1[3-9]\\d{9}") String mobile,
        @NotNull @Size(max = 20) Map<@Size(max = 32) String, @NotNull @Size(max = 200) String> params,
        @Nullable Instant expiresAt) {

    /** The record holds a number and a code, so it never prints itself. */
    @Override
    public String toString() {
        return "AcceptMessage[key=" + key + ", lane=" + lane + ", template=" + template + "]";
    }
}
