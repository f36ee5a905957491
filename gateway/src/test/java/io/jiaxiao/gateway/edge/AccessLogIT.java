package io.jiaxiao.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.jiaxiao.gateway.support.WithGateway;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AccessLogIT extends WithGateway {

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger everything = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @BeforeEach
    void listen() {
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        everything.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        everything.detachAppender(lines);
    }

    @Test
    void aRequestIsOneLine_withoutTokenNorValuesNorNumbers() {
        String token = TOKENS.parent("acc-1");
        String trace = "6bf92f3577b34da6a3ce929d0e0e4736";

        caller().with(token)
                .get(
                        "/api/v1/echo/13800000000/log?mobile=13900000000&code=654321&13700000000=x",
                        "traceparent",
                        "00-" + trace + "-00f067aa0ba902b7-01");

        ILoggingEvent line = awaitLine("/log");
        assertThat(line.getMDCPropertyMap()).containsEntry("traceId", trace);
        Map<String, Object> told = told(line);
        assertThat(told)
                .containsEntry("method", "GET")
                .containsEntry("status", 200)
                .containsEntry("upstream", "echo-service")
                .containsEntry("instance", "127.0.0.1:" + ECHO.port())
                .containsEntry("account", "acc-1")
                .containsEntry("path", "/api/v1/echo/138****0000/log")
                .containsEntry("query", "mobile=***&code=***&137****0000=***");
        assertThat((Double) told.get("ms")).isPositive();
        assertThat(lines.list.toString()
                        + lines.list.stream().map(AccessLogIT::told).toList())
                .doesNotContain(token)
                .doesNotContain("13800000000")
                .doesNotContain("13900000000")
                .doesNotContain("654321");
    }

    @Test
    void theTokenInACallbacksPath_isNotLogged_howeverItIsCalled() {
        assertThat(caller().post("/callback/echo/aB3-secret/reports", "x").status())
                .isEqualTo(200);
        assertThat(ECHO.last("/callback/echo").target()).isEqualTo("/callback/echo/aB3-secret/reports");
        caller().post("/callback/echo//aB3-secret/uplinks", "x");

        assertThat(told(awaitLine("/reports"))).containsEntry("path", "/callback/echo/***/reports");
        awaitLine("/uplinks");
        assertThat(lines.list.toString()
                        + lines.list.stream().map(AccessLogIT::told).toList())
                .doesNotContain("aB3-secret");
    }

    @Test
    void whatTheGatewayRefused_isLoggedWithItsCode() {
        caller().get("/api/v1/echo/refused-here");

        assertThat(told(awaitLine("/refused-here"))).containsEntry("refused", "UNAUTHENTICATED");
    }

    private ILoggingEvent awaitLine(String pathEnd) {
        return await().until(
                        () -> lines.list.stream()
                                .filter(it -> it.getLoggerName().equals("access")
                                        && told(it).get("path").toString().endsWith(pathEnd))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Map<String, Object> told(ILoggingEvent line) {
        return line.getKeyValuePairs() == null
                ? Map.of()
                : line.getKeyValuePairs().stream().collect(Collectors.toMap(it -> it.key, it -> it.value));
    }
}
