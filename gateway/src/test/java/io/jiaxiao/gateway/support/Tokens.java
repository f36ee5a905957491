package io.jiaxiao.gateway.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** Tokens as the identity service issues them, and as an attacker would. */
public final class Tokens {

    private static final String API = "jiaxiao-api";

    private final RSAKey key = generate("k1");

    private static RSAKey generate(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    public String parent() {
        return parent("42");
    }

    public String parent(String id) {
        return user(id, "PARENT");
    }

    public String user(String id, String... roles) {
        return signed(claims(id, API, it -> it.claim("roles", List.of(roles))));
    }

    public String client(String id) {
        return signed(claims(id, "jiaxiao-open", it -> it.claim("client_id", id).claim("scope", "messages:send")));
    }

    public String forService(String target) {
        return signed(claims("message-service", target, it -> it));
    }

    public String forServiceAndUsers(String target) {
        return signed(claims("message-service", API, it -> it.audience(List.of(API, "jiaxiao-open", target))));
    }

    public String otherAudience() {
        return signed(claims("42", "somebody-else", it -> it));
    }

    public String otherIssuer() {
        return signed(claims("42", API, it -> it.issuer("https://evil.example")));
    }

    public String expiredSince(Duration ago) {
        return signed(claims("42", API, it -> it.claim("roles", List.of("PARENT"))
                .expirationTime(Date.from(Instant.now().minus(ago)))));
    }

    public String validFor(Duration left) {
        return signed(claims(
                "42", API, it -> it.expirationTime(Date.from(Instant.now().plus(left)))));
    }

    public String notYetValid() {
        return signed(
                claims("42", API, it -> it.notBeforeTime(Date.from(Instant.now().plusSeconds(600)))));
    }

    public String withoutExpiry() {
        return signed(claims("42", API, it -> it.expirationTime(null)));
    }

    public String withoutSubject() {
        return signed(claims("42", API, it -> it.subject(null)));
    }

    public String unsigned() {
        return new PlainJWT(claims("42", API, it -> it.claim("roles", List.of("OPERATOR")))).serialize();
    }

    /** Header says none, claims are somebody else's, the signature is left as it was. */
    public String noneWithSignature() {
        return unsigned().replaceFirst("\\.$", "") + "." + parent().split("\\.")[2];
    }

    public String tampered() {
        String[] parts = parent().split("\\.");
        String forged = unsigned().split("\\.")[1];
        return parts[0] + "." + forged + "." + parts[2];
    }

    public String foreignKey(String keyId) {
        return signed(generate(keyId), claims("42", API, it -> it));
    }

    /** The public key used as a shared secret: the classic confusion of algorithms. */
    public String publicKeyAsSecret() {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims("42", API, it -> it));
            jwt.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed as it should be, but it is not an access token. */
    public String ofOtherType() {
        return signed(key, claims("42", API, it -> it), new JOSEObjectType("logout+jwt"));
    }

    private static JWTClaimsSet claims(String subject, String audience, UnaryOperator<JWTClaimsSet.Builder> more) {
        Instant now = Instant.now();
        return more.apply(new JWTClaimsSet.Builder()
                        .subject(subject)
                        .issuer("jiaxiao")
                        .audience(audience)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(1_800))))
                .build();
    }

    private String signed(JWTClaimsSet claims) {
        return signed(key, claims);
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) {
        return signed(key, claims, JOSEObjectType.JWT);
    }

    private static String signed(RSAKey key, JWTClaimsSet claims, JOSEObjectType type) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .type(type)
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
