package io.jiaxiao.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.embedded.LocalProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set of its own, apart from the one of the build, so that it can be killed. */
class SharedServersIT {

    @TempDir
    private Path folder;

    private TestHome home;

    @BeforeEach
    void useTheProgramsThatAreUnpackedAlready() throws IOException {
        home = new TestHome(folder.resolve("test"));
        Path programs = Files.createDirectories(TestHome.find().programs());
        Files.createSymbolicLink(home.programs(), programs);
    }

    @AfterEach
    void nothingIsLeftRunning() {
        LocalProcess.find(home.run(), EmbeddedTestServers.GUARD).ifPresent(guard -> guard.stop(Duration.ofSeconds(60)));
        LocalProcess.findAll(home.run()).forEach(LocalProcess::kill);
    }

    @Test
    void oneJvmAfterTheOtherUsesTheSameSet_andItEndsWhenNobodyNeedsIt() throws Exception {
        String first = joinInAJvmOfItsOwn();
        List<Long> processes = runningProcesses();
        assertThat(processes).hasSize(4);

        assertThat(joinInAJvmOfItsOwn()).isEqualTo(first);
        assertThat(runningProcesses()).isEqualTo(processes);

        Files.setLastModifiedTime(
                home.lease(), FileTime.from(Instant.now().minus(Lease.LENGTH).minusSeconds(1)));
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(runningProcesses())
                .isEmpty());
        assertThat(home.state()).doesNotExist();
    }

    @Test
    void aSetWhoseGuardWasKilled_isReplacedAndNothingOfItGoesOn() throws Exception {
        joinInAJvmOfItsOwn();
        List<Long> before = runningProcesses();
        LocalProcess.find(home.run(), EmbeddedTestServers.GUARD).orElseThrow().kill();

        joinInAJvmOfItsOwn();

        assertThat(runningProcesses()).hasSize(4).doesNotContainAnyElementsOf(before);
        assertThat(before).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    }

    @Test
    void databasesOfRedis_areOnesOwn() {
        assertThat(TestRedis.create()).isNotEqualTo(TestRedis.create());
    }

    private List<Long> runningProcesses() {
        return LocalProcess.findAll(home.run()).stream().map(LocalProcess::pid).toList();
    }

    private String joinInAJvmOfItsOwn() throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Join.class.getName(),
                        home.folder().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).isZero();
        return said;
    }

    /** Run in a JVM of its own. */
    static final class Join {
        public static void main(String[] arguments) {
            EmbeddedTestServers servers = EmbeddedTestServers.join(new TestHome(Path.of(arguments[0])));
            servers.createSchema("t_joined", "t_joined", "secret");
            servers.createTopic("joined", 1);
            System.out.println(servers.jdbcUrl() + " " + servers.redisUrl() + " " + servers.nameServer());
        }
    }
}
