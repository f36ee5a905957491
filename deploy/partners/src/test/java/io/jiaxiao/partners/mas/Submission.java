package io.jiaxiao.partners.mas;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A submission as a client of the real partner would build it; says nothing the client does not know itself. */
public final class Submission {

    private final Api api;
    private final String secret;
    private final Map<String, @Nullable String> fields = new LinkedHashMap<>();
    private boolean ownMac;

    private Submission(Api api, String secret) {
        this.api = api;
        this.secret = secret;
        with("ecName", "演示企业").with("apId", "demoAp").with("sign", "DEMOSIGN").with("addSerial", "");
    }

    public static Submission plain(String secret) {
        return new Submission(Api.NORSUBMIT, secret);
    }

    public static Submission template(String secret) {
        return new Submission(Api.TMPSUBMIT, secret);
    }

    public Submission with(String field, @Nullable String value) {
        fields.put(field, value);
        return this;
    }

    public Submission mobiles(@Nullable String mobiles) {
        return with("mobiles", mobiles);
    }

    public Submission content(@Nullable String content) {
        return with("content", content);
    }

    /** A mac of the test's choice instead of the right one. */
    public Submission mac(@Nullable String mac) {
        ownMac = true;
        return with("mac", mac);
    }

    public String path() {
        return api == Api.NORSUBMIT ? "/mas/sms/norsubmit" : "/mas/sms/tmpsubmit";
    }

    Api api() {
        return api;
    }

    String rightMac() {
        String joined = api == Api.NORSUBMIT
                ? text("ecName")
                        + text("apId")
                        + secret
                        + text("mobiles")
                        + text("content")
                        + text("sign")
                        + text("addSerial")
                : text("ecName")
                        + text("apId")
                        + secret
                        + text("templateId")
                        + text("mobiles")
                        + text("params")
                        + text("sign")
                        + text("addSerial");
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(joined.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    public String body() {
        Map<String, @Nullable String> signed = new LinkedHashMap<>(fields);
        if (!ownMac) {
            signed.put("mac", rightMac());
        }
        String json = new JsonMapper().writeValueAsString(signed);
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private String text(String field) {
        String value = fields.get(field);
        return value == null ? "" : value;
    }
}
