package io.jiaxiao.mall.supply.jd;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JdSignTest {

    /** The vector of partners.md 5.1. */
    @Test
    void aLogin_isSignedLikeTheKnownOne_inBeijingTime() {
        JdProperties account = account("demoClient", "demoSecret", "demoUser", "demoPass");
        var form = JdSign.login(account, Instant.parse("2024-01-01T19:04:05Z"));
        assertThat(form)
                .containsEntry("timestamp", "2024-01-02 03:04:05")
                .containsEntry("password", "925e39d7660ef1047736f15c2daf7d31")
                .containsEntry("sign", "A1AEFACF7128CE3A3DAB5C4E689E69FA")
                .containsEntry("scope", "");
    }

    @Test
    void theAccount_printsNoSecret() {
        assertThat(account("demoClient", "s3cret", "demoUser", "pa55").toString())
                .doesNotContain("s3cret", "pa55");
    }

    static JdProperties account(String clientId, String secret, String user, String password) {
        return new JdProperties(
                URI.create("http://127.0.0.1:1/jd"),
                clientId,
                secret,
                user,
                password,
                "10002",
                "mall@example.com",
                "家校演示企业",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1 << 20,
                Duration.ofMinutes(5),
                Set.of("2007"),
                Duration.ofSeconds(8),
                Duration.ofMinutes(10),
                Duration.ofSeconds(2),
                Duration.ofHours(24));
    }
}
