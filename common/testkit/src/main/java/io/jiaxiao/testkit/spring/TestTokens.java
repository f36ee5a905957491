package io.jiaxiao.testkit.spring;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Tokens as the identity service would issue them, signed with {@link TestSecrets#signingKeyPair()}. */
public final class TestTokens {

    private TestTokens() {}

    /** Of {@code caller}, for calls to the service {@code audience}. */
    public static String service(String caller, String audience) {
        return sign(claims(caller, audience).claim("scope", List.of("internal:" + audience)));
    }

    public static String user(String person, String... roles) {
        return sign(claims(person, "jiaxiao-api").claim("roles", List.of(roles)));
    }

    public static String operator(String person) {
        return user(person, "OPERATOR");
    }

    private static JWTClaimsSet.Builder claims(String subject, String audience) {
        return new JWTClaimsSet.Builder()
                .issuer("jiaxiao")
                .subject(subject)
                .audience(audience)
                .issueTime(date(-10))
                .expirationTime(date(1800));
    }

    private static Date date(long secondsFromNow) {
        return Date.from(Instant.now().plusSeconds(secondsFromNow));
    }

    private static String sign(JWTClaimsSet.Builder claims) {
        try {
            var key = TestSecrets.signingKeyPair();
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
