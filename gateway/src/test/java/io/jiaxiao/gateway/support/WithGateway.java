package io.jiaxiao.gateway.support;

import io.jiaxiao.gateway.GatewayApplication;
import io.jiaxiao.testkit.servers.SharedServers;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A running gateway with the route table of application-test.yml, real Redis, and little services behind it. */
@SpringBootTest(classes = GatewayApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
public abstract class WithGateway {

    protected static final Tokens TOKENS = new Tokens();

    /** The identity service: only its keys are real. */
    protected static final LittleService ROSTER = new LittleService()
            .on("/auth/jwks", (request, exchange) -> LittleService.json(exchange, 200, TOKENS.jwks()));

    /** Answers 200 unless a test says otherwise. */
    protected static final LittleService ECHO = new LittleService();

    /** A service of its own for tests that break it. */
    protected static final LittleService FRAGILE = new LittleService();

    @Autowired
    private Environment environment;

    @DynamicPropertySource
    static void whereThingsAre(DynamicPropertyRegistry registry) {
        registry.add("jiaxiao.redis.url", SharedServers::redisUrl);
        registry.add("spring.cloud.discovery.client.simple.instances.roster-service[0].uri", ROSTER::uri);
        registry.add("spring.cloud.discovery.client.simple.instances.echo-service[0].uri", ECHO::uri);
        registry.add("spring.cloud.discovery.client.simple.instances.fragile-service[0].uri", FRAGILE::uri);
    }

    protected int port() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    protected String base() {
        return "http://127.0.0.1:" + port();
    }

    /** Somebody at an address nobody used before. */
    protected Caller caller() {
        return new Caller(base());
    }

    protected Caller aParent() {
        return caller().with(TOKENS.parent());
    }

    /** An account nobody used before. */
    protected static String anAccount() {
        return "t-" + UUID.randomUUID();
    }
}
