package io.jiaxiao.gateway.edge;

import static io.jiaxiao.gateway.support.Problem.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.gateway.support.Caller;
import io.jiaxiao.gateway.support.LittleService;
import io.jiaxiao.gateway.support.LittleService.Seen;
import io.jiaxiao.gateway.support.Raw;
import io.jiaxiao.gateway.support.WithGateway;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesIT extends WithGateway {

    private static final int MEGABYTE = 1024 * 1024;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, MEGABYTE})
    void aBodyReachesTheServiceByteForByte_announcedOrNot(int length) {
        byte[] body = randomBytes(length);

        assertThat(aParent()
                        .send("POST", "/api/v1/echo/up", BodyPublishers.ofByteArray(body))
                        .status())
                .isEqualTo(200);
        assertThat(ECHO.last("/api/v1/echo/up").body()).isEqualTo(body);

        var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        assertThat(aParent().send("PUT", "/api/v1/echo/up", chunked).status()).isEqualTo(200);
        assertThat(ECHO.last("/api/v1/echo/up").body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2_047, 2_048, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 3 * MEGABYTE})
    void anAnswerReachesTheCallerByteForByte_announcedOrNot(int length) {
        byte[] body = randomBytes(length);
        ECHO.on("/api/v1/echo/down", (request, exchange) -> {
            exchange.sendResponseHeaders(200, request.target().endsWith("chunked") ? 0 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });

        assertThat(aParent().get("/api/v1/echo/down").bytes()).isEqualTo(body);
        assertThat(aParent().get("/api/v1/echo/down/chunked").bytes()).isEqualTo(body);
    }

    @Test
    void aFormOfAPartner_staysAsItWasSigned() {
        String form = "b=%E5%BC%A0+x&a=1&a=&sign=%2b%2F==";

        caller().post("/callback/echo?b=%7e&c", form, "Content-Type", "application/x-www-form-urlencoded");

        Seen seen = ECHO.last("/callback/echo");
        assertThat(new String(seen.body(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(form);
        assertThat(seen.target()).isEqualTo("/callback/echo?b=%7e&c");
    }

    @Test
    void anUploadIsNotTakenApart() {
        String body = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"张.csv\"\r\n\r\n1,2\r\n--b--\r\n";

        aParent().post("/api/v1/echo/file", body, "Content-Type", "multipart/form-data; boundary=b");

        assertThat(ECHO.last("/api/v1/echo/file").body())
                .isEqualTo(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void chineseAndEmojiPathsAndNamesPass() {
        aParent().post("/api/v1/echo/%E5%BC%A0%F0%A0%AE%B7?q=%F0%9F%98%80", "{\"name\":\"𠮷😀\"}");

        Seen seen = ECHO.last("/api/v1/echo/%E5%BC%A0");
        assertThat(seen.target()).isEqualTo("/api/v1/echo/%E5%BC%A0%F0%A0%AE%B7?q=%F0%9F%98%80");
        assertThat(new String(seen.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("𠮷😀");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/small, 1024", "/api/v1/large, 102400"})
    void moreThanTheRouteTakes_413_announcedOrNot(String path, int max) {
        byte[] tooMuch = randomBytes(max + 1);

        assertThat(aParent()
                        .send("POST", path, BodyPublishers.ofByteArray(randomBytes(max)))
                        .status())
                .isEqualTo(200);
        int before = ECHO.seen(path).size();
        assertProblem(aParent().send("POST", path, BodyPublishers.ofByteArray(tooMuch)))
                .is(413, "CONTENT_TOO_LARGE");
        assertProblem(aParent()
                        .send("POST", path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooMuch))))
                .is(413, "CONTENT_TOO_LARGE");
        assertThat(ECHO.seen(path)).hasSize(before);
    }

    @Test
    void aMegabyteForAShortRoute_413() {
        assertProblem(aParent().send("POST", "/api/v1/small", BodyPublishers.ofByteArray(randomBytes(MEGABYTE))))
                .is(413, "CONTENT_TOO_LARGE");
    }

    @Test
    void nobodysBodyIsReadWhoMayNotComeIn() {
        String answer = Raw.send(
                port(),
                "POST /api/v1/echo/unread HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 401");
    }

    @Test
    void aBodyThatStopsEarly_isTheCallersFault() {
        String head = "POST /api/v1/echo/stopped HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nAuthorization: Bearer "
                + TOKENS.parent() + "\r\n\r\n12345";

        Raw.sendAndHangUp(port(), head);

        assertThat(aParent().get("/api/v1/echo/after").status()).isEqualTo(200);
        assertThat(ECHO.seen("/api/v1/echo/stopped")).isEmpty();
    }

    @Test
    void aLongBodyThatStopsEarly_neverLooksWholeToTheService() {
        String head =
                "POST /api/v1/echo/cut HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nAuthorization: Bearer "
                        + TOKENS.parent() + "\r\n\r\n";
        String chunk = "14000\r\n" + "a".repeat(0x14000) + "\r\n";

        Raw.sendAndHangUp(port(), head + chunk);

        assertThat(aParent().get("/api/v1/echo/after").status()).isEqualTo(200);
        assertThat(ECHO.seen("/api/v1/echo/cut")).isEmpty();
    }

    @Test
    void whatAServiceRefuses_passesAsItIs() {
        String problem = "{\"code\":\"CLASS_FULL\",\"detail\":\"班级已满\"}";
        ECHO.on("/api/v1/echo/refused", (request, exchange) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            exchange.getResponseHeaders().set("Retry-After", "7");
            LittleService.bytes(exchange, 409, problem.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        });

        Caller.Said said = aParent().get("/api/v1/echo/refused");

        assertThat(said.status()).isEqualTo(409);
        assertThat(said.text()).isEqualTo(problem);
        assertThat(said.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(said.header("Retry-After")).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 302, 304, 400, 404, 418, 500, 503})
    void anyStatusPasses_redirectsAreNotFollowed(int status) {
        ECHO.on("/api/v1/echo/status", (request, exchange) -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        });

        assertThat(aParent().get("/api/v1/echo/status").status()).isEqualTo(status);
    }

    @Test
    void headTellsTheLengthWithoutTheBody() {
        ECHO.on("/api/v1/echo/head", (request, exchange) -> {
            exchange.getResponseHeaders().set("Content-Length", "77");
            exchange.sendResponseHeaders(200, -1);
        });

        Caller.Said said = aParent().send("HEAD", "/api/v1/echo/head", BodyPublishers.noBody());

        assertThat(said.status()).isEqualTo(200);
        assertThat(said.header("Content-Length")).isEqualTo("77");
        assertThat(said.bytes()).isEmpty();
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
