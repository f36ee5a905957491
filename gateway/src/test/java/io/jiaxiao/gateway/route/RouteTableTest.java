package io.jiaxiao.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.gateway.route.Routes.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

class RouteTableTest {

    private static final String REST =
            """
            services: {a-service: {}}
            limits: {few: {per-user: 5/1m, per-ip: 50/10s}}
            routes:
            """
                    .indent(4);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    prefix: /api/v1/a, service: b-service, feature: x, auth: user                   | unknown service b-service
                    prefix: /api/v1/a, service: a-service, feature: x, auth: user, limits: none     | unknown limits none
                    prefix: /api/v1/a, service: a-service, feature: ' ', auth: user                 | names no feature
                    prefix: /api/v1/a, service: a-service, feature: x, auth: none                   | cannot have auth NONE
                    prefix: /admin/v1/a, service: a-service, feature: x, auth: user                 | cannot have auth USER
                    prefix: /open/v1/a, service: a-service, feature: x, auth: user                  | cannot have auth USER
                    prefix: /callback/a, service: a-service, feature: x, auth: none                 | cannot have auth NONE
                    prefix: /public/a, service: a-service, feature: x, auth: user                   | cannot have auth USER
                    prefix: /internal/a, service: a-service, feature: x, auth: user                 | is never routed
                    prefix: /actuator, service: a-service, feature: x, auth: none                   | is never routed
                    prefix: /v3/api-docs, service: a-service, feature: x, auth: none                | is never routed
                    prefix: /docs, service: a-service, feature: x, auth: none                       | is never routed
                    prefix: /, service: a-service, feature: x, auth: user                           | is not a prefix
                    prefix: api/v1/a, service: a-service, feature: x, auth: user                    | is not a prefix
                    prefix: /api/v1/a/, service: a-service, feature: x, auth: user                  | is not a prefix
                    prefix: /api/v1/../a, service: a-service, feature: x, auth: user                | is not a prefix
                    prefix: /callback/a, service: a-service, feature: x, auth: callback, roles: [X] | has roles
                    prefix: /api/v1/a, service: a-service, feature: x, auth: user, sources: [10.0.0.0/8] | has sources
                    prefix: /api/v1/a, service: a-service, feature: x, auth: user, max-body: 65MB   | max-body
                    prefix: /callback/a, service: a-service, feature: x, auth: callback             | takes more than 65536B
                    prefix: /callback/a, service: a-service, feature: x, auth: callback, max-body: 65KB | takes more than
                    prefix: /public/a, service: a-service, feature: x, auth: none, max-body: 65KB   | takes more than
                    prefix: /api/v1/a, service: a-service, feature: x, auth: user, read-timeout: 0s | read-timeout
                    """)
    void aMistakeIsRefusedByName(String route, String mistake) {
        assertThatThrownBy(() -> read("  - {" + route + "}")).rootCause().hasMessageContaining(mistake);
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        String twoRoutes =
                """
                  - {prefix: /api/v1/a, service: nobody, feature: x, auth: user}
                  - {prefix: /api/v1/a, service: a-service, feature: x, auth: client}
                """;

        assertThatThrownBy(() -> read(twoRoutes))
                .rootCause()
                .hasMessageContaining("unknown service nobody")
                .hasMessageContaining("is there twice")
                .hasMessageContaining("cannot have auth CLIENT");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/a, /api/v1/a",
        "/api/v1/a/, /api/v1/a",
        "/api/v1/a/7/x, /api/v1/a",
        "/api/v1/a/b, /api/v1/a/b",
        "/api/v1/a/b/c, /api/v1/a/b",
        "/api/v1/a/bc, /api/v1/a",
        "/api/v1/ab, ",
        "/api/v1, ",
        "/, ",
        "/API/V1/a, ",
        "/x/api/v1/a, "
    })
    void theLongestPrefixOfWholeSegmentsWins(String path, String prefix) {
        Routes routes = new Routes(
                read(
                        """
                          - {prefix: /api/v1/a, service: a-service, feature: x, auth: user}
                          - {prefix: /api/v1/a/b, service: a-service, feature: x, auth: user}
                        """));

        Target target = routes.match(path);

        assertThat(target == null ? null : target.route().prefix()).isEqualTo(prefix);
    }

    @Test
    void whatIsNotSaidHasAGoodDefault() {
        Routes routes =
                new Routes(read("  - {prefix: /api/v1/a, service: a-service, feature: x, auth: user, limits: few}"));
        Target target = routes.match("/api/v1/a");

        assertThat(target).isNotNull();
        assertThat(target.route().maxBody()).isEqualTo(DataSize.ofKilobytes(256));
        assertThat(target.importance()).isEqualTo(Importance.NORMAL);
        assertThat(target.readTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(target.limits()).isEqualTo(new LimitGroup(Rate.of("5/1m"), Rate.of("50/10s")));
        assertThat(routes.settings("a-service").breaker().failureRate()).isEqualTo(50);
    }

    @Test
    void theTableInForceHasAllFamiliesAndNoMistake() {
        RouteTable table = bind(new ClassPathResource("application.yml"));

        assertThat(table.routes()).extracting(Route::auth).contains(AuthKind.values());
        assertThat(table.routes())
                .allSatisfy(route -> assertThat(route.limits()).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/v1/roster, BULK",
        "/admin/v1/parked-events/order-service, BULK",
        "/open/v1/points, BULK",
        "/open/v1/messages, BULK",
        "/open/v1/entitlements, NORMAL",
        "/api/v1/me, NORMAL",
        "/auth/token, CORE",
        "/callback/mas/x/reports, CORE"
    })
    void whatOperatorsAndLinesDo_isShedFirst(String path, Importance importance) {
        Target target = new Routes(bind(new ClassPathResource("application.yml"))).match(path);
        assertThat(target).isNotNull();
        assertThat(target.importance()).isEqualTo(importance);
    }

    private static RouteTable read(String routes) {
        return bind(new ByteArrayResource(
                ("jiaxiao:\n  gateway:\n" + REST + routes.indent(4)).getBytes(StandardCharsets.UTF_8)));
    }

    private static RouteTable bind(Resource yaml) {
        try {
            List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("test", yaml);
            return new Binder(ConfigurationPropertySources.from(sources))
                    .bind("jiaxiao.gateway", RouteTable.class)
                    .get();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
