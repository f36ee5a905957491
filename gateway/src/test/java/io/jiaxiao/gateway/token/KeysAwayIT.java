package io.jiaxiao.gateway.token;

import static io.jiaxiao.gateway.support.Problem.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.gateway.GatewayApplication;
import io.jiaxiao.gateway.support.Caller;
import io.jiaxiao.gateway.support.LittleService;
import io.jiaxiao.gateway.support.Raw;
import io.jiaxiao.gateway.support.Tokens;
import io.jiaxiao.testkit.servers.SharedServers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;

class KeysAwayIT {

    private final Tokens tokens = new Tokens();

    @Test
    void theGatewayStartsWithoutTheIdentityService_learnsItsKeys_andKeepsThemWhenItDies() {
        var there = new AtomicBoolean();
        try (var roster = new LittleService();
                var echo = new LittleService()) {
            roster.on("/auth/jwks", (request, exchange) -> {
                if (there.get()) {
                    LittleService.json(exchange, 200, tokens.jwks());
                } else {
                    exchange.close();
                }
            });
            try (var gateway = new SpringApplicationBuilder(GatewayApplication.class)
                    .profiles("test")
                    .run(
                            "--server.port=0",
                            "--jiaxiao.redis.url=" + SharedServers.redisUrl(),
                            "--spring.cloud.discovery.client.simple.instances.roster-service[0].uri=" + roster.uri(),
                            "--spring.cloud.discovery.client.simple.instances.echo-service[0].uri=" + echo.uri())) {
                int port = Integer.parseInt(gateway.getEnvironment().getProperty("local.server.port", "0"));
                String base = "http://127.0.0.1:" + port;

                assertThat(Raw.get(port, "/actuator/health/readiness")).startsWith("HTTP/1.1 200");
                assertProblem(parent(base))
                        .is(503, "IDENTITY_UNAVAILABLE")
                        .names("登录")
                        .maybeRetriedWithin(10);
                assertThat(new Caller(base).post("/callback/echo", "x").status())
                        .as("what needs no token works")
                        .isEqualTo(200);

                there.set(true);
                await().atMost(Duration.ofSeconds(20)).until(() -> parent(base).status() == 200);

                there.set(false);
                roster.close();
                assertThat(new Caller(base)
                                .with(tokens.parent("never-seen-before"))
                                .get("/api/v1/echo")
                                .status())
                        .isEqualTo(200);
                assertProblem(new Caller(base)
                                .with(tokens.foreignKey("unknown"))
                                .get("/api/v1/echo"))
                        .is(401, "UNAUTHENTICATED");
                assertProblem(new Caller(base)
                                .with(tokens.foreignKey("unknown-2"))
                                .get("/api/v1/echo"))
                        .is(401, "UNAUTHENTICATED");
                assertThat(Raw.get(port, "/actuator/health/readiness")).startsWith("HTTP/1.1 200");
            }
        }
    }

    private Caller.Said parent(String base) {
        return new Caller(base).with(tokens.parent()).get("/api/v1/echo");
    }
}
