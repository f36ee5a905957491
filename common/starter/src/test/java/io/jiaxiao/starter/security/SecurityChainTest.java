package io.jiaxiao.starter.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(
        classes = EdgeApplication.class,
        properties = {"spring.application.name=edge-service", "spring.cloud.nacos.discovery.enabled=false"})
@AutoConfigureMockMvc
class SecurityChainTest {

    @Autowired
    private MockMvcTester http;

    @Autowired
    private TestTokens tokens;

    @Test
    void aParentIsKnownByTheToken() {
        assertThat(get("/api/v1/who", tokens.parent()))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.id")
                .isEqualTo("42");
    }

    @Test
    void withoutAToken_401() {
        assertThat(http.get().uri("/api/v1/who").exchange())
                .hasStatus(401)
                .hasContentType("application/problem+json;charset=UTF-8")
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void aTokenThatDoesNotHold_401() {
        assertThat(get("/api/v1/who", tokens.expired())).hasStatus(401);
        assertThat(get("/api/v1/who", tokens.otherIssuer())).hasStatus(401);
        assertThat(get("/api/v1/who", tokens.foreignKey())).hasStatus(401);
        assertThat(get("/api/v1/who", tokens.unsigned())).hasStatus(401);
        assertThat(get("/api/v1/who", tokens.tampered())).hasStatus(401);
        assertThat(get("/api/v1/who", "not.a.token")).hasStatus(401);
        assertThat(get("/api/v1/who", tokens.service("other-service"))).hasStatus(401);
    }

    @Test
    void eachKindOfCallerReachesOnlyItsOwnPaths() {
        String service = tokens.service("edge-service");
        assertThat(get("/internal/who", service)).hasStatusOk();
        assertThat(get("/api/v1/who", service)).hasStatus(403);
        assertThat(get("/internal/who", tokens.parent())).hasStatus(403);
        assertThat(get("/admin/v1/who", tokens.parent())).hasStatus(403);
        assertThat(get("/admin/v1/who", tokens.operator())).hasStatusOk();
        assertThat(get("/open/v1/who", tokens.productLine())).hasStatusOk();
        assertThat(get("/open/v1/who", tokens.operator())).hasStatus(403);
        assertThat(get("/api/v1/who", tokens.productLine())).hasStatus(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-User-Id", "X-User-Roles", "X-Account-Id"})
    void anIdentityHeaderProvesNothing(String header) {
        assertThat(http.get().uri("/api/v1/who").header(header, "1").exchange()).hasStatus(401);
    }

    @Test
    void aPathNobodyDeclared_isClosed() {
        assertThat(get("/somewhere", tokens.operator())).hasStatus(403);
        assertThat(get("/actuator/env", tokens.operator())).hasStatus(403);
    }

    private MvcTestResult get(String path, String token) {
        return http.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }
}
