package io.jiaxiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProcessTest {

    private static final String SLEEPS = "while :; do read -r -t 1 line < /dev/zero || true; done";

    @TempDir
    private Path folder;

    @AfterEach
    void nothingIsLeftRunning() {
        LocalProcess.findAll(folder.resolve("run")).forEach(LocalProcess::kill);
    }

    @Test
    void whatIsStarted_canBeFoundByNameAndStopped() {
        LocalProcess started = shell("server", "echo ready; exec sleep 60");

        LocalProcess found = find("server");
        assertThat(found.pid()).isEqualTo(started.pid());
        assertThat(found.alive()).isTrue();
        assertThat(found.stop(Duration.ofSeconds(5))).isTrue();
        assertThat(started.alive()).isFalse();
        assertThat(LocalProcess.find(folder.resolve("run"), "server")).isEmpty();
    }

    @Test
    void itOutlivesTheJvmThatStartedIt_inASessionOfItsOwn() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(other.exitValue()).isZero();

        LocalProcess survivor = find("survivor");
        assertThat(survivor.alive()).isTrue();
        Path stat = Path.of("/proc/" + survivor.pid() + "/stat");
        if (Files.exists(stat)) {
            String[] afterName = Files.readString(stat).split("\\) ")[1].split(" ");
            assertThat(afterName[3]).as("session").isEqualTo(Long.toString(survivor.pid()));
        }
    }

    /** Run in a JVM of its own. */
    static final class Starter {
        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            LocalProcess.start(
                    "survivor",
                    folder.resolve("run"),
                    folder.resolve("survivor.log"),
                    folder,
                    List.of("sleep", "60"),
                    Map.of());
        }
    }

    @Test
    void aNumberThatTheSystemGaveToSomebodyElse_isLeftAlone() throws IOException {
        LocalProcess innocent = shell("innocent", "exec sleep 60");
        Path run = folder.resolve("run");
        new PidFile(innocent.pid(), "another birth", Instant.now(), folder.resolve("x.log"))
                .write(run.resolve("server.pid"));

        assertThat(LocalProcess.find(run, "server")).isEmpty();
        assertThat(innocent.alive()).isTrue();
    }

    @Test
    void aBrokenPidFile_isNoProcess() throws IOException {
        Path run = Files.createDirectories(folder.resolve("run"));
        Files.writeString(run.resolve("server.pid"), "pid=12\\u00");

        assertThat(LocalProcess.find(run, "server")).isEmpty();
    }

    @Test
    void theSameNameTwice_isRefusedWhileTheFirstLives() {
        LocalProcess first = shell("server", "exec sleep 60");

        assertThatThrownBy(() -> shell("server", "exec sleep 60")).hasMessageContaining("server already runs");

        first.kill();
        assertThat(shell("server", "exec sleep 60").pid()).isNotEqualTo(first.pid());
    }

    @Test
    void whoDoesNotListenToTerm_isKilled() {
        LocalProcess stubborn = shell("stubborn", "trap '' TERM; echo deaf; " + SLEEPS);
        Awaitility.await().until(() -> stubborn.lastLogLines(1).contains("deaf"));

        assertThat(stubborn.stop(Duration.ofMillis(300))).isFalse();
        assertThat(stubborn.alive()).isFalse();
    }

    @Test
    void whoEndedByItself_isNotAliveAndStopsAtOnce() {
        LocalProcess brief = shell("brief", "echo bye");

        assertThat(brief.awaitEnd(Duration.ofSeconds(5))).isTrue();
        assertThat(brief.alive()).isFalse();
        assertThat(brief.stop(Duration.ofSeconds(5))).isTrue();
        assertThat(brief.lastLogLines(5)).containsExactly("bye");
    }

    @Test
    void theEnvironmentIsAdded_andTheLogIsAppendedTo() {
        Path log = folder.resolve("log");
        for (String word : List.of("one", "two")) {
            LocalProcess.start(
                            "server",
                            folder.resolve("run"),
                            log,
                            folder,
                            List.of("sh", "-c", "echo $WORD; [ -n \"$PATH\" ]"),
                            Map.of("WORD", word))
                    .awaitEnd(Duration.ofSeconds(5));
        }
        assertThat(LogTail.lastLines(log, 10)).containsExactly("one", "two");
    }

    @Test
    void aCommandThatDoesNotExist_saysSo() {
        Path nowhere = folder.resolve("no-such-program");
        LocalProcess process = LocalProcess.start(
                "server", folder.resolve("run"), folder.resolve("log"), folder, List.of(nowhere.toString()), Map.of());

        assertThat(process.awaitEnd(Duration.ofSeconds(5))).isTrue();
        assertThat(process.lastLogLines(3)).anyMatch(line -> line.contains("no-such-program"));
    }

    private LocalProcess shell(String name, String script) {
        return LocalProcess.start(
                name,
                folder.resolve("run"),
                folder.resolve(name + ".log"),
                folder,
                List.of("bash", "-c", script),
                Map.of());
    }

    private LocalProcess find(String name) {
        return LocalProcess.find(folder.resolve("run"), name).orElseThrow();
    }
}
