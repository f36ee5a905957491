package io.jiaxiao.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.message.fixture.MessageFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call what. */
class AccessIT extends MessageFixture {

    private static final String MESSAGES = "/internal/messages";

    @Test
    void onlyAServiceWithATokenForThisOne_mayHaveMessagesAccepted() {
        assertRefused(post(""), 401);
        assertRefused(post("rubbish"), 401);
        assertRefused(post(Tokens.expired("roster-service", "message-service")), 401);
        assertRefused(post(Tokens.service("roster-service", "order-service")), 401);
        assertRefused(post(tampered(Tokens.service("roster-service", "message-service"))), 401);
        assertRefused(post(withoutSignature()), 401);
        assertRefused(post(Tokens.user("4711", "PARENT")), 403);
        assertRefused(post(Tokens.operator()), 403);
        assertRefused(post(Tokens.service("xiaoxuntong", "jiaxiao-open")), 403);
        assertThat(post(Tokens.service("roster-service", "message-service")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/v1/messages", "/admin/v1/messages/1", "/admin/v1/messages/summary"})
    void onlyOperatorsSeeMessages(String path) {
        assertRefused(http.get(path, ""), 401);
        assertRefused(http.get(path, Tokens.user("4711", "PARENT")), 403);
        assertRefused(http.get(path, Tokens.user("4711", "TEACHER")), 403);
        assertRefused(http.get(path, Tokens.user("4711")), 403);
        assertRefused(http.get(path, Tokens.service("roster-service", "message-service")), 403);
        assertRefused(http.get(path, Tokens.service("xiaoxuntong", "jiaxiao-open")), 403);
        assertThat(http.get(path, Tokens.operator()).status()).isIn(200, 404);
    }

    @Test
    void anIdentityInAHeaderIsNoIdentity() {
        Http.Answer answer = http.send(http.request("/admin/v1/messages", "")
                .header("X-User-Id", "1")
                .header("X-User-Roles", "OPERATOR")
                .GET());
        assertRefused(answer, 401);
    }

    @Test
    void whatIsNotThereIsNotOpenEither() {
        assertRefused(http.get("/anything", ""), 401);
        assertRefused(http.get("/actuator/env", Tokens.operator()), 403);
        assertThat(http.get("/actuator/health/liveness", "").status()).isEqualTo(200);
    }

    private Http.Answer post(String token) {
        return http.post(MESSAGES, token, aNotice(aNumber()));
    }

    private static String tampered(String token) {
        String[] parts = token.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1])).replace("roster-service", "mall-service");
        return parts[0] + "." + encoded(claims) + "." + parts[2];
    }

    private static String withoutSignature() {
        String claims = new String(Base64.getUrlDecoder()
                .decode(Tokens.service("roster-service", "message-service").split("\\.")[1]));
        return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + encoded(claims) + ".";
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes());
    }

    private static void assertRefused(Http.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.code()).isNotEmpty();
    }
}
