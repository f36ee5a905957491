package io.jiaxiao.starter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FastSignaturesTest {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final TestTokens tokens = new TestTokens();
    private final DefaultJWTProcessor<SecurityContext> jdk = processor();
    private final DefaultJWTProcessor<SecurityContext> fast = processor();

    FastSignaturesTest() {
        FastSignatures.use(fast);
    }

    private DefaultJWTProcessor<SecurityContext> processor() {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(tokens.published())));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return processor;
    }

    @Test
    void onLinux_theNativeProviderIsUsed() {
        assumeTrue(System.getProperty("os.name").equals("Linux"));
        assertThat(AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError()).isNull();
        assertThat(fast.getJWSVerifierFactory()).isNotSameAs(jdk.getJWSVerifierFactory());
    }

    @Test
    void everyTokenIsJudgedAsTheJdkJudgesIt() {
        assertThat(judged(fast, tokens.parent())).isEqualTo("42");
        List.of(tokens.foreignKey(), tokens.tampered(), tokens.unsigned(), tokens.expired(), "", "a.b.c")
                .forEach(token -> assertThat(judged(fast, token)).isEqualTo(judged(jdk, token)));

        String good = tokens.parent();
        var random = new Random(20261127);
        Set<String> verdicts = new HashSet<>();
        for (int i = 0; i < 3_000; i++) {
            var token = new StringBuilder(good);
            int changes = random.nextInt(3);
            for (int change = 0; change < changes; change++) {
                // mostly in the signature, whose last letter has two bits that mean nothing
                int place =
                        random.nextBoolean() ? token.length() - 1 - random.nextInt(8) : random.nextInt(token.length());
                token.setCharAt(place, LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            String verdict = judged(fast, token.toString());
            assertThat(verdict).as(token.toString()).isEqualTo(judged(jdk, token.toString()));
            verdicts.add(verdict);
        }
        assertThat(verdicts).contains("42", "BadJWSException");
    }

    /** The subject, or what was thrown. */
    private static String judged(DefaultJWTProcessor<SecurityContext> processor, String token) {
        try {
            return String.valueOf(processor.process(token, null).getSubject());
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return e.getClass().getSimpleName();
        }
    }
}
