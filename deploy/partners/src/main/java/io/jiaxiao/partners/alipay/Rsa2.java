package io.jiaxiao.partners.alipay;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * RSA2, which is SHA256withRSA over text in UTF-8, in Base64.
 *
 * @param own what Alipay signs with
 * @param merchants what the merchant's signatures are checked with
 */
record Rsa2(PrivateKey own, PublicKey merchants) {

    private static final String ALGORITHM = "SHA256withRSA";
    private static final int BITS = 2048;

    /**
     * @param ownPrivate PKCS#8 in Base64, one line
     * @param merchantPublic X.509 in Base64, one line
     */
    static Rsa2 of(String ownPrivate, String merchantPublic) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            Base64.Decoder base64 = Base64.getDecoder();
            return new Rsa2(
                    rsa.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(ownPrivate.strip()))),
                    rsa.generatePublic(new X509EncodedKeySpec(base64.decode(merchantPublic.strip()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an RSA key", e);
        }
    }

    /** As a stranger would sign, who has no key of ours. */
    Rsa2 forged() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair stranger = generator.generateKeyPair();
            return new Rsa2(stranger.getPrivate(), merchants);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has RSA", e);
        }
    }

    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(own);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isMerchants(String text, String sign) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(merchants);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(sign));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            return false;
        }
    }

    /** What is signed of parameters: those with a value, by name, except some. */
    static String content(Map<String, String> parameters, Set<String> without) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(each -> !without.contains(each.getKey())
                                && !each.getValue().isEmpty())
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&"));
    }

    /** Holds a secret, so it does not print itself. */
    @Override
    public String toString() {
        return "Rsa2";
    }
}
