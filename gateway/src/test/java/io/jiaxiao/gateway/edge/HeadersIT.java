package io.jiaxiao.gateway.edge;

import static io.jiaxiao.gateway.support.Problem.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.gateway.support.Caller;
import io.jiaxiao.gateway.support.LittleService.Seen;
import io.jiaxiao.gateway.support.Raw;
import io.jiaxiao.gateway.support.WithGateway;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersIT extends WithGateway {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-User-Id",
                "X-User-Roles",
                "x-user-id",
                "X_User_Id",
                "X-Account-Id",
                "X-Service-Name",
                "X-Real-Ip",
                "X-Forwarded-User",
                "X-Forwarded-Prefix",
                "X-Original-URL",
                "X-Rewrite-URL",
                "Forwarded",
                "X-HTTP-Method-Override",
                "Proxy-Authorization"
            })
    void whatOnlyTheGatewayMaySay_nobodyElseSays(String name) {
        aParent().get("/api/v1/echo/headers", name, "1");

        assertThat(ECHO.last("/api/v1/echo/headers").headers())
                .doesNotContainKey(name.toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void theServiceLearnsTheRealAddress() {
        Caller caller = aParent();

        caller.get("/api/v1/echo/address", "X-Client-Ip", "1.2.3.4");

        Seen seen = ECHO.last("/api/v1/echo/address");
        assertThat(seen.header("X-Client-Ip")).isEqualTo(caller.address());
        assertThat(seen.header("X-Forwarded-For")).isEqualTo(caller.address());
        assertThat(seen.header("X-Forwarded-Host")).isEqualTo("127.0.0.1:" + port());
        assertThat(seen.header("X-Forwarded-Proto")).isEqualTo("http");
    }

    @Test
    void whatTheConnectionHeaderNames_staysHere_exceptWhatServicesRelyOn() {
        Raw.send(
                port(),
                "GET /api/v1/echo/hop HTTP/1.1\r\nHost: a\r\nConnection: close, X-Hop, Authorization\r\nX-Hop: 1\r\n"
                        + "X-Kept: 2\r\nAuthorization: Bearer " + TOKENS.parent() + "\r\n\r\n");

        Seen seen = ECHO.last("/api/v1/echo/hop");
        assertThat(seen.header("X-Hop")).isNull();
        assertThat(seen.header("X-Kept")).isEqualTo("2");
        assertThat(seen.header("Authorization")).startsWith("Bearer ");
    }

    @Test
    void ordinaryHeadersPass_repeatedOnesToo() {
        aParent().get("/api/v1/echo/pass", "Idempotency-Key", "k", "Accept", "a/b", "Accept", "c/d");

        Seen seen = ECHO.last("/api/v1/echo/pass");
        assertThat(seen.header("Idempotency-Key")).isEqualTo("k");
        assertThat(seen.header("Accept")).isEqualTo("a/b, c/d");
    }

    @Test
    void aTraceIsContinued_orBegun() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        aParent().get("/api/v1/echo/trace", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        assertThat(ECHO.last("/api/v1/echo/trace").header("traceparent"))
                .startsWith("00-" + trace + "-")
                .doesNotContain("00f067aa0ba902b7");

        aParent().get("/api/v1/echo/trace", "traceparent", "nonsense");
        assertThat(ECHO.last("/api/v1/echo/trace").header("traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-3]");
    }

    @Test
    void aProblemNamesTheCallersTrace() {
        String trace = "5bf92f3577b34da6a3ce929d0e0e4736";

        Caller.Said said = caller().get("/api/v1/echo", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");

        assertThat(said.json().path("traceId").asString()).isEqualTo(trace);
    }

    @Test
    void answersCarrySecurityHeadersOnce_andNothingAboutTheServer() {
        ECHO.on("/api/v1/echo/secure", (request, exchange) -> {
            exchange.getResponseHeaders().set("X-Frame-Options", "SAMEORIGIN");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Server", "Secret/1.0");
            exchange.getResponseHeaders().set("X-Powered-By", "Secret");
            exchange.getResponseHeaders().set("X-Own", "kept");
            exchange.sendResponseHeaders(200, -1);
        });

        Caller.Said said = aParent().get("/api/v1/echo/secure");

        assertThat(said.response().headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(said.response().headers().allValues("X-Content-Type-Options"))
                .containsExactly("nosniff");
        assertThat(said.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(said.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(said.header("Cache-Control")).isEqualTo("no-store");
        assertThat(said.header("Server")).isNull();
        assertThat(said.header("X-Powered-By")).isNull();
        assertThat(said.header("X-Own")).isEqualTo("kept");
    }

    @Test
    void aServicesPageMayHaveItsOwnContentRule() {
        ECHO.on("/api/v1/echo/page", (request, exchange) -> {
            exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'self'");
            exchange.sendResponseHeaders(200, -1);
        });

        assertThat(aParent().get("/api/v1/echo/page").response().headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'self'");
    }

    @Test
    void aServicesOwnCacheRuleStays() {
        ECHO.on("/api/v1/echo/cached", (request, exchange) -> {
            exchange.getResponseHeaders().set("Cache-Control", "max-age=60");
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.sendResponseHeaders(200, -1);
        });

        Caller.Said said = aParent().get("/api/v1/echo/cached", "If-None-Match", "\"v1\"");

        assertThat(said.status())
                .as("whether it changed is for the service to say")
                .isEqualTo(200);
        assertThat(said.response().headers().allValues("Cache-Control")).containsExactly("max-age=60");
    }

    @Test
    void aKnownOriginMayCall_anotherMayNot() {
        ECHO.on("/api/v1/echo/cors", (request, exchange) -> {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            exchange.sendResponseHeaders(200, -1);
        });

        Caller.Said known = aParent().get("/api/v1/echo/cors", "Origin", "https://h5.example.cn");
        assertThat(known.status()).isEqualTo(200);
        assertThat(known.response().headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly("https://h5.example.cn");

        assertProblem(aParent().get("/api/v1/echo/cors", "Origin", "https://evil.example"))
                .is(403, "FOREIGN_ORIGIN");
    }

    @Test
    void aPreflightIsAnsweredHere() {
        Caller.Said said = caller().send(
                        "OPTIONS",
                        "/api/v1/echo/preflight",
                        BodyPublishers.noBody(),
                        "Origin",
                        "https://h5.example.cn",
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization,idempotency-key");

        assertThat(said.status()).isEqualTo(200);
        assertThat(said.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(ECHO.seen("/api/v1/echo/preflight")).isEmpty();
    }
}
