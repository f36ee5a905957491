package io.jiaxiao.roster.signin.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

class SigningKeysTest {

    @Test
    void ofSeveralKeys_theFirstSigns() throws JOSEException, ParseException {
        RSAKey first = key("first");
        JWKSet set = SigningKeys.parse(new JWKSet(List.of(first, key("second"))).toString(false));
        assertThat(set.size()).isEqualTo(2);
        String token = new SigningKeys()
                .jwtEncoder(new ImmutableJWKSet<>(set))
                .encode(JwtEncoderParameters.from(
                        JwsHeader.with(SignatureAlgorithm.RS256).build(),
                        JwtClaimsSet.builder().subject("x").build()))
                .getTokenValue();
        assertThat(SignedJWT.parse(token).getHeader().getKeyID()).isEqualTo("first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "no json at all", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}"})
    void withoutPrivateRsaKeys_theServiceDoesNotStart_andSaysWhichPropertyIsWrong(String keys) {
        assertThatThrownBy(() -> SigningKeys.parse(keys))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("jiaxiao.jwt.signing-keys");
    }

    @Test
    void aPublicKeyAlone_willNotDo() throws JOSEException {
        String keys = new JWKSet(key("public").toPublicJWK()).toString();
        assertThatThrownBy(() -> SigningKeys.parse(keys)).hasMessageContaining("private");
    }

    private static RSAKey key(String id) throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(id).generate();
    }
}
