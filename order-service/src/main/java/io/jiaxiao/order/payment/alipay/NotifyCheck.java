package io.jiaxiao.order.payment.alipay;

import com.alipay.api.AlipayApiException;
import com.alipay.api.internal.util.AlipaySignature;
import io.jiaxiao.kernel.Money;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells Alipay's notify from a stranger's (partners.md 3.6): signature, application and seller. The amount is our books' to check. */
public final class NotifyCheck {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final AlipayProperties properties;

    NotifyCheck(AlipayProperties properties) {
        this.properties = properties;
    }

    /** @param body as it came: a servlet's reading of it may change it, and then no signature is right */
    public Notify judge(byte[] body) {
        Optional<Map<String, String>> form = read(body);
        if (form.isEmpty()) {
            return new Notify.Bad(Notify.Fault.MALFORMED);
        }
        Map<String, String> fields = form.get();
        if (!isSigned(fields)) {
            return new Notify.Bad(Notify.Fault.FORGED);
        }
        if (!text(fields, "app_id").equals(properties.appId())) {
            return new Notify.Bad(Notify.Fault.OTHER_APP);
        }
        if (!text(fields, "seller_id").equals(properties.sellerId())) {
            return new Notify.Bad(Notify.Fault.OTHER_SELLER);
        }
        String number = text(fields, "out_trade_no");
        String outBizNo = text(fields, "out_biz_no");
        if (!isNumberOfOurs(number)) {
            return new Notify.Bad(Notify.Fault.NO_SUCH_PAYMENT);
        }
        if (text(fields, "trade_status").length() > 32 || outBizNo.length() > 64) {
            return new Notify.Bad(Notify.Fault.MALFORMED);
        }
        try {
            return new Notify.Genuine(
                    number,
                    bounded(text(fields, "trade_no")),
                    text(fields, "trade_status"),
                    outBizNo,
                    bounded(text(fields, "notify_id")),
                    Money.ofYuan(text(fields, "total_amount")),
                    time(text(fields, "gmt_payment")));
        } catch (NumberFormatException | ArithmeticException noAmount) {
            return new Notify.Bad(Notify.Fault.MALFORMED);
        }
    }

    /** A moment as Alipay writes it, in Beijing time; null when it is none. */
    public static @Nullable Instant time(String text) {
        try {
            return LocalDateTime.parse(text, TIME).atZone(CHINA).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** Whether it can be a number we gave out at all. */
    public static boolean isNumberOfOurs(String text) {
        return text.matches("\\d{1,19}") && new BigInteger(text).bitLength() < Long.SIZE;
    }

    private boolean isSigned(Map<String, String> fields) {
        // The kind of signature is ours to choose, not the caller's.
        if (!properties.isOpen() || !text(fields, "sign_type").equals("RSA2")) {
            return false;
        }
        try {
            return AlipaySignature.rsaCheckV1(
                    new HashMap<>(fields), properties.publicKey().strip(), "utf-8", "RSA2");
        } catch (AlipayApiException | RuntimeException unreadable) {
            return false;
        }
    }

    /** A field that comes twice is none: it could be signed once and read the other time. */
    private static Optional<Map<String, String>> read(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            Map<String, String> fields = new HashMap<>();
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    return Optional.empty();
                }
                String name = URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8);
                String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                if (fields.put(name, value) != null) {
                    return Optional.empty();
                }
            }
            return Optional.of(fields);
        } catch (CharacterCodingException | IllegalArgumentException noForm) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static String bounded(String text) {
        return text.length() > 64 ? text.substring(0, 64) : text;
    }
}
