package io.jiaxiao.message.channel.mas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes requests as 云MAS wants them (partners.md 1.2 to 1.4): raw Base64 of UTF-8 JSON, signed over the exact texts. */
final class MasAccount {

    private final JsonMapper json;
    private final MasProperties account;

    MasAccount(JsonMapper json, MasProperties account) {
        this.json = json;
        this.account = account;
    }

    /** Body of {@code /sms/norsubmit}: the text itself. */
    String plain(String mobile, String content) {
        Map<String, String> fields = start();
        fields.put("mobiles", mobile);
        fields.put("content", content);
        return finish(fields, List.of(mobile, content));
    }

    /** Body of {@code /sms/tmpsubmit}: values for a template approved there. */
    String fromTemplate(String mobile, String templateId, List<String> values) {
        String params = json.writeValueAsString(values.isEmpty() ? List.of("") : values);
        Map<String, String> fields = start();
        fields.put("templateId", templateId);
        fields.put("mobiles", mobile);
        fields.put("params", params);
        return finish(fields, List.of(templateId, mobile, params));
    }

    private Map<String, String> start() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ecName", account.ecName());
        fields.put("apId", account.apId());
        return fields;
    }

    /** The secret stands in the mac alone: the partner's field table does not ask for it, and plain http would show it. */
    private String finish(Map<String, String> fields, List<String> own) {
        fields.put("sign", account.sign());
        fields.put("addSerial", account.addSerial());
        var signed = new StringBuilder()
                .append(account.ecName())
                .append(account.apId())
                .append(account.secretKey());
        own.forEach(signed::append);
        fields.put(
                "mac",
                md5(signed.append(account.sign()).append(account.addSerial()).toString()));
        return Base64.getEncoder().encodeToString(json.writeValueAsBytes(fields));
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has MD5", e);
        }
    }
}
