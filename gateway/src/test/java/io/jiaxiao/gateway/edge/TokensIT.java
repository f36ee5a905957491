package io.jiaxiao.gateway.edge;

import static io.jiaxiao.gateway.support.Problem.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.gateway.support.Caller;
import io.jiaxiao.gateway.support.Raw;
import io.jiaxiao.gateway.support.WithGateway;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokensIT extends WithGateway {

    static Stream<Arguments> tokensThatDoNotHold() {
        return Stream.of(
                Arguments.of("expired", TOKENS.expiredSince(Duration.ofMinutes(2))),
                Arguments.of("not yet valid", TOKENS.notYetValid()),
                Arguments.of("without an end", TOKENS.withoutExpiry()),
                Arguments.of("without a subject", TOKENS.withoutSubject()),
                Arguments.of("alg=none", TOKENS.unsigned()),
                Arguments.of("alg=none with a signature", TOKENS.noneWithSignature()),
                Arguments.of("tampered claims", TOKENS.tampered()),
                Arguments.of("a foreign key under our key id", TOKENS.foreignKey("k1")),
                Arguments.of("a foreign key under its own id", TOKENS.foreignKey("k2")),
                Arguments.of("the public key as a shared secret", TOKENS.publicKeyAsSecret()),
                Arguments.of("another issuer", TOKENS.otherIssuer()),
                Arguments.of("another audience", TOKENS.otherAudience()),
                Arguments.of("a product line's token", TOKENS.client("aixue")),
                Arguments.of("a service's token for a service", TOKENS.forService("echo-service")),
                Arguments.of("a token for everybody at once", TOKENS.forServiceAndUsers("echo-service")),
                Arguments.of("not an access token", TOKENS.ofOtherType()),
                Arguments.of("not a token at all", "not.a.token"),
                Arguments.of("empty", ""),
                Arguments.of("9 KB", "a".repeat(9 * 1024)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokensThatDoNotHold")
    void aTokenThatDoesNotHold_isRefusedAndNothingReachesTheService(String what, String token) {
        int before = ECHO.seen("/api/v1/echo/attacked").size();

        assertProblem(caller().with(token).get("/api/v1/echo/attacked")).is(401, "UNAUTHENTICATED");

        assertThat(ECHO.seen("/api/v1/echo/attacked")).hasSize(before);
    }

    @Test
    void withoutAToken_401() {
        Caller.Said said = caller().get("/api/v1/echo");

        assertProblem(said).is(401, "UNAUTHENTICATED");
        assertThat(said.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void basicCredentialsAreNoToken() {
        assertProblem(caller().get("/api/v1/echo", "Authorization", "Basic YTpi"))
                .is(401, "UNAUTHENTICATED");
    }

    @Test
    void aTokenInTheQueryIsNoToken() {
        assertProblem(caller().get("/api/v1/echo?access_token=" + TOKENS.parent()))
                .is(401, "UNAUTHENTICATED");
    }

    @Test
    void twoTokensAreNone() {
        String answer = Raw.send(
                port(),
                "GET /api/v1/echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer " + TOKENS.parent()
                        + "\r\nAuthorization: Bearer " + TOKENS.tampered() + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 401").contains("UNAUTHENTICATED");
    }

    @Test
    void aGoodTokenReachesTheServiceAsItIs_againAndAgain() {
        String token = TOKENS.parent();
        for (int i = 0; i < 3; i++) {
            assertThat(caller().with(token).get("/api/v1/echo/good").status()).isEqualTo(200);
            assertThat(ECHO.last("/api/v1/echo/good").header("Authorization")).isEqualTo("Bearer " + token);
        }
    }

    @Test
    void eachKindOfCallerReachesOnlyItsOwnPaths() {
        Map<String, String> tokens = Map.of(
                "parent", TOKENS.parent(),
                "teacher", TOKENS.user("7", "TEACHER"),
                "operator", TOKENS.user("1", "OPERATOR"),
                "client", TOKENS.client("aixue"));

        assertThat(get("/api/v1/echo", tokens.get("parent"))).isEqualTo(200);
        assertThat(get("/api/v1/echo", tokens.get("operator"))).isEqualTo(200);
        assertThat(get("/api/v1/echo/teachers", tokens.get("teacher"))).isEqualTo(200);
        assertThat(get("/api/v1/echo/teachers", tokens.get("parent"))).isEqualTo(403);
        assertThat(get("/admin/v1/echo", tokens.get("operator"))).isEqualTo(200);
        assertThat(get("/admin/v1/echo", tokens.get("parent"))).isEqualTo(403);
        assertThat(get("/admin/v1/echo", tokens.get("client"))).isEqualTo(401);
        assertThat(get("/open/v1/echo", tokens.get("client"))).isEqualTo(200);
        assertThat(get("/open/v1/echo", tokens.get("operator"))).isEqualTo(401);
        assertProblem(caller().with(tokens.get("parent")).get("/admin/v1/echo")).is(403, "FORBIDDEN");
    }

    @Test
    void signInNeedsNoToken_andABadOneIsTakenOff() {
        assertThat(caller().post("/auth/token", "grant_type=x", "Authorization", "Basic YTpi")
                        .status())
                .isEqualTo(200);
        assertThat(ROSTER.last("/auth/token").header("Authorization")).isEqualTo("Basic YTpi");

        String own = TOKENS.parent();
        caller().with(own).post("/auth/sign-out", "");
        assertThat(ROSTER.last("/auth/sign-out").header("Authorization")).isEqualTo("Bearer " + own);

        caller().with(TOKENS.forService("roster-service")).post("/auth/sign-out", "");
        assertThat(ROSTER.last("/auth/sign-out").header("Authorization")).isNull();
    }

    @Test
    void aCallbackComesFromThePartnersAddresses() {
        assertThat(caller().post("/callback/echo", "x").status()).isEqualTo(200);
        assertThat(new Caller(base(), "10.1.2.3").post("/callback/near", "x").status())
                .isEqualTo(200);
        assertThat(new Caller(base(), "fd12::1").post("/callback/near", "x").status())
                .isEqualTo(200);
        assertProblem(new Caller(base(), "11.1.2.3").post("/callback/near", "x"))
                .is(403, "UNKNOWN_SOURCE");
    }

    private int get(String path, String token) {
        return caller().with(token).get(path).status();
    }
}
