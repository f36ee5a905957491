package io.jiaxiao.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.embedded.EmbeddedServer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSpecTest {

    @TempDir
    Path home;

    @Test
    void noTwoProcessesWantOnePort_secondInstancesIncluded() {
        Set<Integer> ports = new HashSet<>();
        Settings settings = Settings.beside(home, home, 0);
        for (ServiceSpec spec : ServiceSpec.ALL) {
            assertThat(ports.add(spec.port(0, 1))).as(spec.name()).isTrue();
            assertThat(ports.add(spec.port(0, 2))).as(spec.name() + "-2").isTrue();
        }
        for (EmbeddedServer server : new Infrastructure(settings, new Secrets(settings)).embedded()) {
            server.ports().forEach(port -> assertThat(ports.add(port))
                    .as(server.name() + " " + port)
                    .isTrue());
        }
    }

    @Test
    void aProcessNameLeadsBackToItsInstance() {
        ServiceSpec roster = ServiceSpec.named("roster-service");

        assertThat(Instance.ofProcess("roster-service")).contains(new Instance(roster, 1));
        assertThat(Instance.ofProcess("roster-service-2")).contains(new Instance(roster, 2));
        assertThat(Instance.ofProcess("roster-service-22")).isEmpty();
        assertThat(Instance.ofProcess("mariadb")).isEmpty();
        assertThat(new Instance(roster, 2).port(Settings.beside(home, home, 100)))
                .isEqualTo(8211);
    }

    @Test
    void anUnknownService_isAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> ServiceSpec.named("rooster"))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("roster-service");
    }

    @Test
    void aRealServer_takesThePlaceOfTheEmbeddedOne() {
        Settings settings = new Settings(
                home, home, home, 0, Map.of("JX_DB_URL", "jdbc:mysql://db.example:3306", "JX_REDIS_URL", " "));
        Infrastructure infrastructure = new Infrastructure(settings, new Secrets(settings));

        assertThat(infrastructure.embedded().stream().map(EmbeddedServer::name).toList())
                .isEqualTo(List.of("redis", "rocketmq", "nacos"));
        assertThat(infrastructure.environment())
                .containsEntry("JX_DB_URL", "jdbc:mysql://db.example:3306")
                .containsEntry("JX_REDIS_URL", "redis://127.0.0.1:16379");
    }

    @Test
    void aServiceIsToldWhereEverythingIs() {
        Settings settings = Settings.beside(home, home, 200);
        Services services = new Services(settings, Map.of("JX_NACOS", "127.0.0.1:19048"), false);

        assertThat(services.environment(new Instance(ServiceSpec.named("gateway"), 2)))
                .containsEntry("SERVER_PORT", "8290")
                .containsEntry("JX_GATEWAY_URL", "http://127.0.0.1:8280")
                .containsEntry("JX_PARTNERS_URL", "http://127.0.0.1:8390")
                .containsEntry("JX_SECRETS", home.resolve("secrets").toString())
                .containsEntry("JX_NACOS", "127.0.0.1:19048")
                .containsEntry("JX_PORT_OFFSET", "200");
    }

    @Test
    void anOffsetThatIsNoNumber_isRefusedInPlainWords() {
        assertThatThrownBy(() -> Settings.of(home, Map.of("JX_PORT_OFFSET", "ten")))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("JX_PORT_OFFSET=ten");
        assertThatThrownBy(() -> Settings.of(home, Map.of("JX_PORT_OFFSET", "60000")))
                .isInstanceOf(CannotContinue.class);
        assertThat(Settings.of(home, Map.of("JX_PORT_OFFSET", "40")).offset()).isEqualTo(40);
    }
}
