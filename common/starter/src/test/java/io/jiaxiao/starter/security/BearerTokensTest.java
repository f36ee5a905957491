package io.jiaxiao.starter.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** What a token of a request is, is what the library says it is. */
class BearerTokensTest {

    private static final String[] PARTS = {
        "Bearer",
        "bearer",
        "BEARER",
        "Basic",
        "Bear",
        " ",
        " ",
        "  ",
        "\t",
        "=",
        "==",
        "eyJhbGciOiJSUzI1NiJ9",
        "a.b.c",
        "-._~+/",
        "Zz09",
        "ſ",
        "ı",
        "é",
        "中",
        "\n",
        ":",
        "@",
        "{",
        "%20",
        ",",
        "\"",
        ""
    };

    private final BearerTokenResolver library = new DefaultBearerTokenResolver();
    private final BearerTokenResolver ours = new BearerTokens();

    @Test
    void itDecidesAsTheLibraryDoesWhateverTheHeaderSays() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261127);
        int tokens = 0;
        int refused = 0;
        for (int i = 0; i < 200_000; i++) {
            var header = new StringBuilder(random.nextInt(4) == 0 ? "" : "Bearer ");
            for (int parts = random.nextInt(5); parts > 0; parts--) {
                header.append(PARTS[random.nextInt(PARTS.length)]);
            }
            String wanted = decision(library, header.toString());
            assertThat(decision(ours, header.toString())).as("of '%s'", header).isEqualTo(wanted);
            tokens += wanted != null && wanted.startsWith("token") ? 1 : 0;
            refused += wanted != null && wanted.startsWith("refused") ? 1 : 0;
        }
        assertThat(tokens).isGreaterThan(5_000);
        assertThat(refused).isGreaterThan(5_000);
    }

    @Test
    void aRequestWithoutTheHeaderHasNone() {
        assertThat(ours.resolve(new MockHttpServletRequest())).isNull();
    }

    @Test
    void aTokenAmongTheParametersIsNotLookedFor() {
        var request = new MockHttpServletRequest("GET", "/api/v1/who");
        request.setQueryString("access_token=abc");
        request.addParameter("access_token", "abc");
        assertThat(ours.resolve(request)).isNull();
    }

    private static @Nullable String decision(BearerTokenResolver resolver, String header) {
        var request = new MockHttpServletRequest();
        request.addHeader("Authorization", header);
        try {
            String token = resolver.resolve(request);
            return token == null ? null : "token " + token;
        } catch (OAuth2AuthenticationException e) {
            return "refused " + e.getError().getErrorCode() + " " + e.getError().getDescription();
        }
    }
}
