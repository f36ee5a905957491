package io.jiaxiao.gateway.route;

import static io.jiaxiao.gateway.support.Problem.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.gateway.support.WithGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class LiveRoutesIT extends WithGateway {

    @TempDir
    private static Path folder;

    private static Path file;

    @BeforeAll
    static void nameTheFile() {
        file = folder.resolve("gateway.yml");
    }

    @DynamicPropertySource
    static void overrides(DynamicPropertyRegistry registry) {
        registry.add(
                "jiaxiao.gateway-overrides", () -> folder.resolve("gateway.yml").toString());
    }

    @AfterEach
    void withoutOverrides() throws IOException {
        Files.deleteIfExists(file);
        await().atMost(Duration.ofSeconds(6)).until(() -> allowed() >= 5);
    }

    @Test
    void aLimitChangesWithoutARestart_andBack() throws IOException {
        assertThat(allowed()).isEqualTo(5);

        Files.writeString(file, "jiaxiao.gateway.limits.five-each.per-user: 2/1h\n");

        await().atMost(Duration.ofSeconds(6)).until(() -> allowed() == 2);
        Files.delete(file);
        await().atMost(Duration.ofSeconds(6)).until(() -> allowed() == 5);
    }

    @Test
    void aFileWithAMistake_changesNothingAndIsReported(CapturedOutput output) throws IOException {
        Files.writeString(
                file,
                """
                jiaxiao.gateway:
                  limits.five-each.per-user: 1/1h
                  routes:
                    - {prefix: /internal/x, service: nobody, feature: x, auth: none}
                """);

        await().atMost(Duration.ofSeconds(6)).until(() -> output.getOut().contains("is never routed"));

        assertThat(output.getOut()).contains("goes to the unknown service nobody");
        assertThat(allowed()).isEqualTo(5);
    }

    @Test
    void aRouteAppearsAndGoes() throws IOException {
        Files.writeString(
                file,
                """
                jiaxiao.gateway.routes:
                  - {prefix: /api/v1/five, service: echo-service, feature: 五次, auth: user, limits: five-each}
                  - {prefix: /api/v1/fresh, service: echo-service, feature: 新功能, auth: user}
                """);

        await().atMost(Duration.ofSeconds(6))
                .until(() -> aParent().get("/api/v1/fresh").status() == 200);
        assertProblem(aParent().get("/api/v1/echo")).is(404, "NOT_FOUND");
    }

    /** How often somebody new may ask, at most six times. */
    private int allowed() {
        String token = TOKENS.parent(anAccount());
        int passed = 0;
        while (passed < 6 && caller().with(token).get("/api/v1/five").status() == 200) {
            passed++;
        }
        return passed;
    }
}
