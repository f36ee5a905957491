package io.jiaxiao.mall.supply.jd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The two forms that ask for a token (partners.md 5.1). Only a login is signed; a call carries the token alone. */
final class JdSign {

    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String GRANT = "access_token";

    private JdSign() {}

    static Map<String, String> login(JdProperties account, Instant now) {
        String secret = account.clientSecret();
        String timestamp = TIME.format(now.atZone(CHINA));
        String password = md5(account.password());
        // The raw user name is signed, though the form encodes it.
        String sign = md5(secret + timestamp + account.clientId() + account.username() + password + GRANT + secret)
                .toUpperCase(Locale.ROOT);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", GRANT);
        form.put("client_id", account.clientId());
        form.put("timestamp", timestamp);
        form.put("username", account.username());
        form.put("password", password);
        form.put("scope", "");
        form.put("sign", sign);
        return form;
    }

    static Map<String, String> refresh(JdProperties account, String refreshToken) {
        return Map.of(
                "refresh_token",
                refreshToken,
                "client_id",
                account.clientId(),
                "client_secret",
                account.clientSecret());
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has MD5", e);
        }
    }
}
