package io.jiaxiao.gateway.docs;

import static io.jiaxiao.gateway.support.Problem.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.gateway.support.Caller.Said;
import io.jiaxiao.gateway.support.LittleService;
import io.jiaxiao.gateway.support.WithGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsIT extends WithGateway {

    @Test
    void docsLeadToAPageThatWorksWithoutToken() {
        assertThat(caller().get("/docs").header("Location")).endsWith("/docs/index.html");

        Said page = caller().get("/docs/index.html");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
        for (String file : page.text().split("\"")) {
            if (file.matches("(\\./)?[a-z0-9-]+\\.(css|js|png)")) {
                assertThat(caller().get("/docs/" + file.replace("./", "")).status())
                        .as(file)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void everyServiceOfTheTableIsListed() {
        assertThat(caller().get("/docs/swagger-initializer.js").text())
                .contains("/docs/api/echo-service")
                .contains("/docs/api/roster-service")
                .doesNotContain("petstore");
    }

    @Test
    void aServicesApiIsShown_withTheGatewayAsItsServer() {
        ECHO.on(
                "/v3/api-docs",
                (request, exchange) -> LittleService.json(
                        exchange,
                        200,
                        "{\"openapi\":\"3.1.0\",\"servers\":[{\"url\":\"http://10.0.0.1:8101\"}],\"x\":\""
                                + "a".repeat(100_000) + "\"}"));

        Said said = caller().get("/docs/api/echo-service");

        assertThat(said.status()).isEqualTo(200);
        assertThat(said.json().path("servers").path(0).path("url").asString()).isEqualTo("/");
        assertThat(said.text()).doesNotContain("10.0.0.1");
    }

    @Test
    void aServiceWithoutDocs_orAway_isSaidSo() {
        assertProblem(caller().get("/docs/api/gone-service"))
                .is(503, "SERVICE_UNAVAILABLE")
                .names("接口文档");
        ROSTER.on("/v3/api-docs", (request, exchange) -> LittleService.bytes(exchange, 200, "no json".getBytes()));
        assertProblem(caller().get("/docs/api/roster-service")).is(502, "NO_DOCS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/api/nobody", "/docs/api/", "/docs/none.js", "/docs/pom.properties", "/docs/a/b.js"})
    void anythingElseIsNotThere(String path) {
        assertProblem(caller().get(path)).is(404, "NOT_FOUND");
    }
}
