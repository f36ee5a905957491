package io.jiaxiao.roster.signin.oauth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * The keys tokens are signed with. The first one signs; all are published, so that a new key is known everywhere before it
 * signs, and an old one until its last token has ended.
 */
@Configuration(proxyBeanMethods = false)
class SigningKeys {

    private static final int FEWEST_BITS = 2048;

    @Bean
    JWKSource<SecurityContext> signingKeySource(@Value("${jiaxiao.jwt.signing-keys:}") String keys) {
        return new ImmutableJWKSet<>(parse(keys));
    }

    @Bean
    JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
        var encoder = new NimbusJwtEncoder(keys);
        encoder.setJwkSelector(List::getFirst);
        return encoder;
    }

    static JWKSet parse(String keys) {
        JWKSet set;
        try {
            set = JWKSet.parse(keys);
        } catch (ParseException e) {
            // the cause could quote the key
            throw new IllegalStateException("jiaxiao.jwt.signing-keys is missing or not a JWK set in JSON");
        }
        if (set.isEmpty() || !set.getKeys().stream().allMatch(SigningKeys::canSign)) {
            throw new IllegalStateException("jiaxiao.jwt.signing-keys must hold private RSA keys of at least "
                    + FEWEST_BITS + " bits, each with its own kid");
        }
        return set;
    }

    private static boolean canSign(JWK key) {
        return key instanceof RSAKey rsa && rsa.isPrivate() && rsa.size() >= FEWEST_BITS && key.getKeyID() != null;
    }
}
