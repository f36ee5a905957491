package io.jiaxiao.control.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.time.Instant;
import java.util.Base64;

/**
 * User tokens signed with the key of a platform that belongs to whoever measures or tests it: fifty thousand parents cannot
 * sign in by SMS for one measurement.
 */
public final class BenchTokens {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final long LIFE_SECONDS = 1_800;

    private final PrivateKey key;
    private final String header;

    /** @param keys a JWK set with private RSA keys; the first one signs */
    public BenchTokens(String keys) {
        JsonObject jwk = JsonParser.parseString(keys)
                .getAsJsonObject()
                .getAsJsonArray("keys")
                .get(0)
                .getAsJsonObject();
        try {
            key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new RSAPrivateCrtKeySpec(
                            number(jwk, "n"),
                            number(jwk, "e"),
                            number(jwk, "d"),
                            number(jwk, "p"),
                            number(jwk, "q"),
                            number(jwk, "dp"),
                            number(jwk, "dq"),
                            number(jwk, "qi")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key is no RSA key", e);
        }
        header = encode(
                "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + jwk.get("kid").getAsString() + "\"}");
    }

    /** Of a parent nobody else is. */
    public String parent(long personId, Instant now) {
        String claims =
                """
                {"iss":"jiaxiao","sub":"%d","aud":"jiaxiao-api","roles":["PARENT"],"iat":%d,"exp":%d}"""
                        .formatted(personId, now.getEpochSecond(), now.getEpochSecond() + LIFE_SECONDS);
        String signed = header + "." + encode(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger number(JsonObject jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.get(name).getAsString()));
    }

    private static String encode(String json) {
        return ENCODER.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
