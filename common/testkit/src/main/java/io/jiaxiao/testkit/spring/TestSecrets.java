package io.jiaxiao.testkit.spring;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Secrets made anew for each test JVM; none is ever written down. */
public final class TestSecrets {

    private static final List<String> CLIENTS = List.of(
            "roster-service",
            "message-service",
            "mall-service",
            "order-service",
            "risk-reconcile-service",
            "gateway",
            "xiaoxuntong",
            "shuzhijiaxiao",
            "dingzhihua",
            "zhongxiangyuedu",
            "aixue",
            "platform-control");
    private static final RSAKey SIGNING_KEY = signingKey();
    private static final Map<String, String> PROPERTIES = make();

    private TestSecrets() {}

    /** By the property each becomes, as a service finds them in its secrets folder. */
    public static Map<String, String> properties() {
        return PROPERTIES;
    }

    /** The key behind {@code jiaxiao.jwt.signing-keys}: what it signs, a service believes. */
    public static RSAKey signingKeyPair() {
        return SIGNING_KEY;
    }

    private static Map<String, String> make() {
        try {
            AeadConfig.register();
            PrfConfig.register();
            Map<String, String> secrets = new LinkedHashMap<>();
            secrets.put("jiaxiao.pii.keyset", json(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM)));
            secrets.put(
                    "jiaxiao.pii.index-keyset",
                    json(KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF)));
            secrets.put("jiaxiao.jwt.signing-keys", new JWKSet(SIGNING_KEY).toString(false));
            secrets.put("jiaxiao.mas.secret-key", random());
            secrets.put("jiaxiao.callback.path-token", random());
            KeyPair merchant = rsaPair();
            secrets.put("jiaxiao.alipay.merchant-private-key", base64(merchant.getPrivate()));
            secrets.put("jiaxiao.alipay.merchant-public-key", base64(merchant.getPublic()));
            KeyPair alipay = rsaPair();
            secrets.put("jiaxiao.partners.alipay.private-key", base64(alipay.getPrivate()));
            secrets.put("jiaxiao.alipay.public-key", base64(alipay.getPublic()));
            secrets.put("jiaxiao.carrier.sign-key", random());
            secrets.put("jiaxiao.demo.operator-password", random());
            CLIENTS.forEach(client -> secrets.put("jiaxiao.client-secret." + client, random()));
            return Map.copyOf(secrets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    }

    /** As partners want their keys: made of RSA, given in Base64 on one line. */
    private static KeyPair rsaPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String base64(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static RSAKey signingKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
