package io.jiaxiao.partners.alipay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A merchant's call, split over address and body as its SDK does, signed over both; and what is left of the answer once checked. */
public final class GatewayCall {

    public static final String APP = "2021000000000001";

    private static final KeyPair MERCHANT = pair();
    private static final KeyPair ALIPAY = pair();

    private final Map<String, String> query = new TreeMap<>();
    private String content = "";

    public static String merchantPublic() {
        return Base64.getEncoder().encodeToString(MERCHANT.getPublic().getEncoded());
    }

    public static String alipayPrivate() {
        return Base64.getEncoder().encodeToString(ALIPAY.getPrivate().getEncoded());
    }

    public static GatewayCall of(String method, String content) {
        var call = new GatewayCall();
        call.content = content;
        call.query.put("app_id", APP);
        call.query.put("method", method);
        call.query.put("format", "json");
        call.query.put("charset", "utf-8");
        call.query.put("sign_type", "RSA2");
        call.query.put("timestamp", "2026-11-26 10:00:00");
        call.query.put("version", "1.0");
        return call;
    }

    public GatewayCall with(String name, String value) {
        query.put(name, value);
        return this;
    }

    public String path() {
        return path(MERCHANT.getPrivate());
    }

    public String pathSignedByAStranger() {
        return path(pair().getPrivate());
    }

    public String body() {
        return "biz_content=" + URLEncoder.encode(content, StandardCharsets.UTF_8);
    }

    private String path(PrivateKey key) {
        Map<String, String> all = new TreeMap<>(query);
        all.put("biz_content", content);
        Map<String, String> signed = new TreeMap<>(query);
        signed.put("sign", sign(plain(all), key));
        return "/alipay/gateway.do?"
                + signed.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private static String plain(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
    }

    /** Whether Alipay signed exactly the text of the node in this answer. */
    public static boolean isGenuine(String answer) {
        int begin = answer.indexOf(':') + 1;
        int end = answer.lastIndexOf(",\"sign\":\"");
        String sign = answer.substring(end + 9, answer.length() - 2);
        return verifies(answer.substring(begin, end), sign, ALIPAY.getPublic());
    }

    /** Whether Alipay signed this notify: {@code sign} and {@code sign_type} are no part of what is signed. */
    public static boolean isGenuine(Map<String, String> notify) {
        Map<String, String> fields = new TreeMap<>(notify);
        String sign = fields.remove("sign");
        fields.remove("sign_type");
        return verifies(plain(fields), sign, ALIPAY.getPublic());
    }

    private static String sign(String text, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean verifies(String text, String sign, PublicKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(sign));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
