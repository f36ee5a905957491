package io.jiaxiao.order.payment;

import io.jiaxiao.testkit.spring.TestSecrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A notify as Alipay would sign it, or as somebody else would. */
final class SignedNotify {

    private final Map<String, String> fields = new TreeMap<>();

    /** Of a payment that was made. */
    SignedNotify(String paymentId, String yuan) {
        fields.put("notify_type", "trade_status_sync");
        fields.put("notify_id", "n" + paymentId);
        fields.put("app_id", "2021000000000001");
        fields.put("seller_id", "2088000000000156");
        fields.put("charset", "utf-8");
        fields.put("version", "1.0");
        fields.put("trade_no", "2026112622001" + paymentId);
        fields.put("out_trade_no", paymentId);
        fields.put("trade_status", "TRADE_SUCCESS");
        fields.put("total_amount", yuan);
        fields.put("subject", "校讯通 一学期+家长端");
        fields.put("gmt_payment", "2026-11-26 09:30:00");
    }

    SignedNotify with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    String form() {
        return form(alipays(), "RSA2");
    }

    String forged() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return form(generator.generateKeyPair().getPrivate(), "RSA2");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String form(PrivateKey key, String signType) {
        try {
            String content = fields.entrySet().stream()
                    .filter(each -> !each.getValue().isEmpty())
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining("&"));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.UTF_8));
            Map<String, String> all = new TreeMap<>(fields);
            all.put("sign_type", signType);
            all.put("sign", Base64.getEncoder().encodeToString(signature.sign()));
            return all.entrySet().stream()
                    .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static PrivateKey alipays() {
        try {
            byte[] key =
                    Base64.getDecoder().decode(TestSecrets.properties().get("jiaxiao.partners.alipay.private-key"));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
