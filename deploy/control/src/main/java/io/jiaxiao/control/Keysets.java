package io.jiaxiao.control;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.HmacPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** First keys of a machine, in the form the services read. */
final class Keysets {

    private static final int RSA_BITS = 2048;

    private Keysets() {}

    /** A Tink keyset with one AES-256-GCM key: for personal data in tables. */
    static String encryption() {
        return keyset(PredefinedAeadParameters.AES256_GCM);
    }

    /** A Tink keyset with one HMAC-SHA256 key: for looking up encrypted values by what they contain. */
    static String blindIndex() {
        try {
            return keyset(HmacPrfParameters.builder()
                    .setKeySizeBytes(32)
                    .setHashType(HmacPrfParameters.HashType.SHA256)
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A JWK set (RFC 7517) with one private RSA key: the first key signs tokens, all of them verify. */
    static String tokenSigning() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            RSAPrivateCrtKey key =
                    (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
            return """
                    {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s","d":"%s",\
                    "p":"%s","q":"%s","dp":"%s","dq":"%s","qi":"%s"}]}"""
                    .formatted(
                            UUID.randomUUID(),
                            base64(key.getModulus()),
                            base64(key.getPublicExponent()),
                            base64(key.getPrivateExponent()),
                            base64(key.getPrimeP()),
                            base64(key.getPrimeQ()),
                            base64(key.getPrimeExponentP()),
                            base64(key.getPrimeExponentQ()),
                            base64(key.getCrtCoefficient()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has RSA", e);
        }
    }

    /** A private RSA key as partners want it: PKCS#8 in Base64 on one line, without head and foot. */
    static String rsaPrivate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has RSA", e);
        }
    }

    /** The public key that belongs to such a private one: X.509 in Base64 on one line. */
    static String rsaPublicOf(String privateKey) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            byte[] encoded = Base64.getDecoder().decode(privateKey);
            if (!(rsa.generatePrivate(new PKCS8EncodedKeySpec(encoded)) instanceof RSAPrivateCrtKey key)) {
                throw new IllegalArgumentException("The private key does not hold its public one");
            }
            var open = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            return Base64.getEncoder().encodeToString(rsa.generatePublic(open).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an RSA key in PKCS#8", e);
        }
    }

    private static String keyset(Parameters parameters) {
        try {
            AeadConfig.register();
            PrfConfig.register();
            KeysetHandle handle = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.generateEntryFromParameters(parameters)
                            .withRandomId()
                            .makePrimary())
                    .build();
            return TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot make a key", e);
        }
    }

    /** Base64urlUInt of RFC 7518: big-endian without the sign byte. */
    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }
}
