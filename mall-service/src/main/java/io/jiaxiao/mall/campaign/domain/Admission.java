package io.jiaxiao.mall.campaign.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One buyer's right to order from one sale, for a while. It proves itself by a signature with the sale's key, so that an order is checked
 * without Redis, and one that Redis has lost is still good.
 */
public record Admission(long saleId, long personId, int quantity, Instant expiresAt, String requestId) {

    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,19})\\.([0-9]{1,19})\\.([0-9]{1,6})\\.([0-9]{1,15})\\.([A-Za-z0-9_-]{1,64})");

    private static final int SIGNATURE_BYTES = 16;

    public String signed(String key) {
        byte[] text = text().getBytes(StandardCharsets.US_ASCII);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(text) + "." + encoder.encodeToString(signature(text, key));
    }

    private String text() {
        return saleId + "." + personId + "." + quantity + "." + expiresAt.toEpochMilli() + "." + requestId;
    }

    /** What it says, not yet to be believed. */
    public static Optional<Admission> unverified(String signed) {
        int dot = signed.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            byte[] text = Base64.getUrlDecoder().decode(signed.substring(0, dot));
            Matcher form = FORM.matcher(new String(text, StandardCharsets.US_ASCII));
            return form.matches()
                    ? Optional.of(new Admission(
                            Long.parseLong(form.group(1)),
                            Long.parseLong(form.group(2)),
                            Integer.parseInt(form.group(3)),
                            Instant.ofEpochMilli(Long.parseLong(form.group(4))),
                            form.group(5)))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** Whether the text was signed with this key. */
    public boolean isSigned(String signed, String key) {
        return MessageDigest.isEqual(
                signed(key).getBytes(StandardCharsets.US_ASCII), signed.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] signature(byte[] text, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(text), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
