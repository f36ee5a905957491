package io.jiaxiao.starter.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Tokens as the identity service would issue them, and as an attacker would. */
final class TestTokens {

    private final RSAKey key = generate();

    JWKSet published() {
        return new JWKSet(key.toPublicJWK());
    }

    static RSAKey generate() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String parent() {
        return signed(key, claims("42", Audiences.API).claim("roles", List.of("PARENT")));
    }

    String operator() {
        return signed(key, claims("1", Audiences.API).claim("roles", List.of("OPERATOR")));
    }

    String expired() {
        return signed(
                key,
                claims("42", Audiences.API)
                        .expirationTime(Date.from(Instant.now().minusSeconds(120))));
    }

    String service(String target) {
        return signed(key, claims("roster-service", target));
    }

    String productLine() {
        return signed(key, claims("aixue", Audiences.OPEN).claim("scope", "points:grant"));
    }

    String otherIssuer() {
        return signed(key, claims("42", Audiences.API).issuer("somebody"));
    }

    String foreignKey() {
        return signed(generate(), claims("42", Audiences.API));
    }

    String unsigned() {
        return new PlainJWT(claims("42", Audiences.API).build()).serialize();
    }

    String tampered() {
        String[] parts = parent().split("\\.");
        String forged = new PlainJWT(claims("43", Audiences.API)
                        .claim("roles", List.of("OPERATOR"))
                        .build())
                .serialize();
        return parts[0] + "." + forged.split("\\.")[1] + "." + parts[2];
    }

    private static JWTClaimsSet.Builder claims(String subject, String audience) {
        return new JWTClaimsSet.Builder()
                .subject(subject)
                .issuer("jiaxiao")
                .audience(audience)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private static String signed(RSAKey key, JWTClaimsSet.Builder claims) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
