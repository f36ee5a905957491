package io.jiaxiao.partners.jd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Access tokens (partners.md 5.1). The age of the timestamp is not judged: the partner's clock may run faster. */
final class Tokens {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Duration REFRESHABLE = Duration.ofDays(30);
    private static final List<String> REQUIRED =
            List.of("grant_type", "client_id", "timestamp", "username", "password", "sign");

    private final JdAccount account;
    private final Clock clock;
    private final Duration lifetime;
    private final boolean loginKillsOld;
    private final Map<String, Instant> access = new HashMap<>();
    private final Map<String, Instant> refresh = new HashMap<>();

    Tokens(JdAccount account, Clock clock, Duration lifetime, boolean loginKillsOld) {
        this.account = account;
        this.clock = clock;
        this.lifetime = lifetime;
        this.loginKillsOld = loginKillsOld;
    }

    /** {@code oauth2/accessToken}. */
    Answer grant(Form form) {
        if (REQUIRED.stream().anyMatch(form::lacks)) {
            return Answer.no(Code.EMPTY);
        }
        if (!isTime(form.text("timestamp"))) {
            return Answer.no(Code.BAD_FORMAT);
        }
        boolean known = account.isOpen()
                && form.text("grant_type").equals("access_token")
                && form.text("client_id").equals(account.clientId())
                && form.text("username").equals(account.username())
                && form.text("password").equals(md5(account.password()));
        if (!known || !form.text("sign").equals(sign(form))) {
            return Answer.no(Code.BAD_VALUE);
        }
        return fresh();
    }

    /** {@code oauth2/refreshToken}: a refresh token serves once. */
    Answer refresh(Form form) {
        if (form.lacks("refresh_token") || form.lacks("client_id") || form.lacks("client_secret")) {
            return Answer.no(Code.EMPTY);
        }
        boolean known = account.isOpen()
                && form.text("client_id").equals(account.clientId())
                && form.text("client_secret").equals(account.clientSecret());
        if (!known) {
            return Answer.no(Code.BAD_VALUE);
        }
        Instant until = refresh.remove(form.text("refresh_token"));
        return until == null || !clock.instant().isBefore(until) ? Answer.no(Code.TOKEN_EXPIRED) : fresh();
    }

    boolean isValid(String token) {
        Instant until = access.get(token);
        return until != null && clock.instant().isBefore(until);
    }

    /** Ends every token, as a new password would. */
    void forget() {
        access.clear();
        refresh.clear();
    }

    private Answer fresh() {
        Instant now = clock.instant();
        if (loginKillsOld) {
            forget();
        } else {
            access.values().removeIf(until -> !now.isBefore(until));
        }
        String token = UUID.randomUUID().toString().replace("-", "");
        String again = UUID.randomUUID().toString().replace("-", "");
        access.put(token, now.plus(lifetime));
        refresh.put(again, now.plus(REFRESHABLE));
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("uid", String.valueOf(account.username().hashCode() & Integer.MAX_VALUE));
        result.put("access_token", token);
        result.put("refresh_token", again);
        result.put("time", now.toEpochMilli());
        result.put("expires_in", lifetime.toSeconds());
        result.put("refresh_token_expires", now.plus(REFRESHABLE).toEpochMilli());
        return Answer.ok(result);
    }

    private String sign(Form form) {
        String secret = account.clientSecret();
        return md5(secret
                        + form.text("timestamp")
                        + form.text("client_id")
                        + form.text("username")
                        + form.text("password")
                        + form.text("grant_type")
                        + form.text("scope")
                        + secret)
                .toUpperCase(Locale.ROOT);
    }

    private static boolean isTime(String text) {
        try {
            LocalDateTime.parse(text, TIME);
            return true;
        } catch (DateTimeException wrong) {
            return false;
        }
    }

    static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java runtime has MD5", missing);
        }
    }
}
