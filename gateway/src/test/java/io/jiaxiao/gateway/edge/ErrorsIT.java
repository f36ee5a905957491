package io.jiaxiao.gateway.edge;

import static io.jiaxiao.gateway.support.Problem.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.gateway.support.Caller;
import io.jiaxiao.gateway.support.Raw;
import io.jiaxiao.gateway.support.WithGateway;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsIT extends WithGateway {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/api",
                "/api/v1",
                "/api/v1/unknown",
                "/internal/people",
                "/internal",
                "/api/internal/x",
                "/v3/api-docs",
                "/actuators",
                "/admin",
                "/openapi",
                "/error/x",
                "/error",
                "/API/V1/echo",
                "/api/v1/echoes"
            })
    void aPathNobodyAnswersTo_404(String path) {
        assertProblem(aParent().get(path)).is(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/env", "/actuator/prometheus", "/actuator", "/actuator/gateway/routes"})
    void theGatewaysOwnFigures_areNotForCallersFromOutside(String path) {
        assertProblem(caller().get(path)).is(404, "NOT_FOUND");
    }

    @Test
    void theGatewaysOwnFigures_areForThisMachine() {
        assertThat(Raw.get(port(), "/actuator/prometheus"))
                .startsWith("HTTP/1.1 200")
                .contains("jvm_");
        assertThat(Raw.get(port(), "/actuator/health/readiness")).contains("UP");
        assertThat(Raw.get(port(), "/actuator/env")).startsWith("HTTP/1.1 404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/echo/../../../internal/x",
                "/api/v1/echo/./x",
                "/api/v1/echo//x",
                "//api/v1/echo",
                "/api/v1/echo/%2e%2e/x",
                "/api/v1/echo/..%2f..%2finternal",
                "/api/v1/echo/%2Finternal",
                "/api/v1/echo/%5cinternal",
                "/api/v1/echo/..;/x",
                "/api/v1/echo;a=b",
                "/api/v1/echo%3bx",
                "/api/v1/echo/%252e%252e",
                "/api/v1/echo/%00",
                "/api/v1/echo/%0d%0aX:1",
                "/api/v1/echo/%zz",
                "/api/v1/echo/%4",
                "/api/v1/echo/{id}",
                "/api/v1/echo/张",
                "/api/v1/echo\\x",
                "http://evil.example/api/v1/../x",
                "*"
            })
    void aPathWithTwoReadings_400_inTheSameForm(String target) {
        int before = ECHO.seen("/").size();

        String answer = Raw.send(
                port(),
                "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer "
                        + TOKENS.parent() + "\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*application/problem\\+json.*\"code\":\"[A-Z_]+\".*");
        assertThat(ECHO.seen("/")).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/echo HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /api/v1/echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GARBAGE\r\n\r\n",
                "POST /api/v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: abc\r\n\r\n",
                "POST /api/v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "GET /api/v1/echo HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
                "GET /api/v1/echo HTTP/9.1\r\nHost: a\r\n\r\n"
            })
    void whatIsNoHttp_isAProblemToo(String request) {
        assertThat(Raw.send(port(), request))
                .matches("(?s)HTTP/1.1 [45]0[05] .*application/problem\\+json.*\"code\":\"[A-Z_]+\".*")
                .doesNotContain("Tomcat")
                .doesNotContain("Exception");
    }

    @Test
    void headersWithoutEnd_areRefused() {
        String answer =
                Raw.send(port(), "GET /api/v1/echo HTTP/1.1\r\nHost: a\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 4(00|31) .*application/problem\\+json.*");
    }

    @Test
    void aBodyWithTwoLengths_reachesNoService() {
        int before = ECHO.seen("/api/v1/echo").size();

        String answer = Raw.send(
                port(),
                "POST /api/v1/echo/smuggled HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 4\r\n"
                        + "Transfer-Encoding: chunked\r\nAuthorization: Bearer " + TOKENS.parent()
                        + "\r\n\r\n0\r\n\r\nGET /api/v1/echo/second HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 ");
        assertThat(ECHO.seen("/api/v1/echo").stream().skip(before))
                .noneMatch(seen -> seen.target().endsWith("second"))
                .allMatch(seen -> seen.header("Content-Length") == null || seen.header("Transfer-Encoding") == null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "FOO", "PROPFIND"})
    void aMethodNoServiceKnows_405(String method) {
        String answer = Raw.send(
                port(),
                method + " /api/v1/echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer "
                        + TOKENS.parent() + "\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 405")
                .contains("METHOD_NOT_ALLOWED")
                .contains("Allow: ");
    }

    @Test
    void aWrongMethodForTheDocs_405() {
        assertProblem(caller().send("POST", "/docs", BodyPublishers.noBody())).is(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void aServiceWithoutInstances_503_namingTheFeature() {
        Caller.Said said = aParent().get("/api/v1/gone");

        assertProblem(said).is(503, "SERVICE_UNAVAILABLE").names("离线功能").maybeRetriedWithin(10);
    }
}
