package io.jiaxiao.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, with JDKs that are nothing but the files it looks at. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class EntryScriptTest {

    private record Ended(int code, String out, String err) {}

    @TempDir
    Path folder;

    @Test
    void theNearestJdkFrom25OnIsChosen_howeverTheFoldersAreCalled() throws Exception {
        jdk("jdks/a-17", "JAVA_VERSION=\"17.0.15\"");
        jdk("jdks/b", "JAVA_VERSION=\"27-ea\"");
        Path wanted = jdk("jdks/zulu with blank", "IMPLEMENTOR=\"Azul\"\nJAVA_VERSION=\"25.0.1\"\nOS_NAME=\"Linux\"");
        jdk("jdks/c-8", "JAVA_VERSION=\"1.8.0_402\"");

        Ended ended = platform(Map.of("JX_JDK_PATHS", folder.resolve("jdks").toString()), "jdk");

        assertThat(ended).isEqualTo(new Ended(0, wanted + "\n", ""));
    }

    @Test
    void aJreIsNoJdk_andWithoutOneThereIsOnePlainLine() throws Exception {
        Path jre = jdk("jdks/jre", "JAVA_VERSION=\"25\"");
        Files.delete(jre.resolve("bin/javac"));

        Ended ended = platform(Map.of("JX_JDK_PATHS", folder.resolve("jdks").toString()), "up");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines().toList()).singleElement().asString().contains("no JDK 25 found", "JX_JAVA_HOME");
    }

    @Test
    void javaHomeWinsOverTheSearch_butOnlyWhenItFits() throws Exception {
        Path found = jdk("jdks/25", "JAVA_VERSION=\"25\"");
        Path newer = jdk("own/26", "JAVA_VERSION=\"26.0.2\"");
        Path old = jdk("own/17", "JAVA_VERSION=\"17\"");
        String places = folder.resolve("jdks").toString();

        assertThat(platform(Map.of("JX_JDK_PATHS", places, "JAVA_HOME", newer.toString()), "jdk")
                        .out())
                .isEqualTo(newer + "\n");
        assertThat(platform(Map.of("JX_JDK_PATHS", places, "JAVA_HOME", old.toString()), "jdk")
                        .out())
                .isEqualTo(found + "\n");
    }

    @Test
    void aJdkThatIsNamedExplicitly_isNeverReplacedByAnother() throws Exception {
        jdk("jdks/25", "JAVA_VERSION=\"25\"");
        Path old = jdk("own/17", "JAVA_VERSION=\"17\"");

        Ended ended = platform(
                Map.of("JX_JDK_PATHS", folder.resolve("jdks").toString(), "JX_JAVA_HOME", old.toString()), "jdk");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("JX_JAVA_HOME=" + old, "found: 17");
    }

    @Test
    void aCommandThereIsNot_isRefusedWithTheListOfThoseThereAre() throws Exception {
        Ended ended = platform(Map.of(), "upp");

        assertThat(ended.code()).isEqualTo(64);
        assertThat(ended.err()).contains("down [--purge]").contains("there is no command upp");
        assertThat(platform(Map.of(), "help").code()).isZero();
    }

    @Test
    void theLogOfNothing_isAnsweredWithTheLogsThereAre() throws Exception {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs/gateway.log"), "1\n2\n3\n");

        Ended none = platform(Map.of(), "logs", "gatway");
        Ended last = platform(Map.of(), "logs", "gateway", "-n", "2");

        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("no log of 'gatway'").contains("gateway");
        assertThat(last).isEqualTo(new Ended(0, "2\n3\n", ""));
        assertThat(platform(Map.of(), "logs", "../secrets/x").code()).isEqualTo(1);
    }

    @Test
    void whatIsOlderThanTheLastBuild_isNotBuiltAgain() throws Exception {
        Path repository = Files.createDirectories(folder.resolve("repository"));
        Path script = Files.copy(script(), repository.resolve("platform"));
        Path jdk = jdk("jdks/25", "JAVA_VERSION=\"25\"");
        program(jdk.resolve("bin/java"), "echo ran control");
        Path mvn = program(
                folder.resolve("mvn"),
                "echo built >> " + folder.resolve("builds")
                        + "; mkdir -p deploy/control/target/lib; cd deploy/control/target;"
                        + " touch jiaxiao-control.jar lib/jiaxiao-embedded.jar");
        Path source = Files.createDirectories(repository.resolve("deploy/control/src"))
                .resolve("A.java");
        Files.writeString(source, "class A {}");
        Map<String, String> environment = Map.of("JX_JAVA_HOME", jdk.toString(), "JX_MVN", mvn.toString());

        assertThat(run(script, folder, environment, "status").out()).endsWith("ran control\n");
        run(script, folder, environment, "status");
        assertThat(Files.readAllLines(folder.resolve("builds"))).hasSize(1);

        Files.setLastModifiedTime(
                source,
                java.nio.file.attribute.FileTime.from(java.time.Instant.now().plusSeconds(5)));
        run(script, folder, environment, "status");
        assertThat(Files.readAllLines(folder.resolve("builds"))).hasSize(2);
    }

    @Test
    void theMavenOnThePathIsCalled_whenNoOtherIsNamed() throws Exception {
        Path repository = Files.createDirectories(folder.resolve("repository"));
        Path script = Files.copy(script(), repository.resolve("platform"));
        Path jdk = jdk("jdks/25", "JAVA_VERSION=\"25\"");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        program(bin.resolve("mvn"), "echo \"$JAVA_HOME\"; echo '[ERROR] src/A.java:[7,1] broken'; exit 1");

        Ended ended = run(
                script,
                repository,
                Map.of("JX_JAVA_HOME", jdk.toString(), "PATH", bin + ":" + System.getenv("PATH")),
                "status");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("building control failed").contains("src/A.java:[7,1] broken");
        assertThat(Files.readString(folder.resolve("logs/build-control.log"))).startsWith(jdk.toString());
    }

    @Test
    void seedsAndChaosAreHandedToMaven_inAnyOrder_andTheRestAsItIs() throws Exception {
        Path mvn = program(folder.resolve("mvn"), "echo mvn \"$@\"");
        Path jdk = jdk("jdks/25", "JAVA_VERSION=\"25\"");
        Map<String, String> environment = Map.of("JX_JAVA_HOME", jdk.toString(), "JX_MVN", mvn.toString());
        Path repository = Files.createDirectories(folder.resolve("repository"));
        Path script = Files.copy(script(), repository.resolve("platform"));

        assertThat(run(script, folder, environment, "test", "--seeds", "200", "--chaos", "-pl", "mall-service")
                        .out())
                .contains("-Djiaxiao.test.excludedGroups=none", "-Djx.seeds=200", "verify -pl mall-service");
        assertThat(run(script, folder, environment, "test").out())
                .contains("verify")
                .doesNotContain("jx.seeds", "excludedGroups");
        for (String wrong : List.of("0", "many", "-1")) {
            Ended ended = run(script, folder, environment, "test", "--seeds", wrong);
            assertThat(ended.code()).isEqualTo(64);
            assertThat(ended.err()).contains("--seeds takes a number");
        }
    }

    private Path jdk(String name, String release) throws IOException {
        Path jdk = folder.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), release + "\n");
        program(jdk.resolve("bin/java"), "exit 9");
        program(jdk.resolve("bin/javac"), "exit 9");
        return jdk;
    }

    private static Path program(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended platform(Map<String, String> environment, String... arguments) throws Exception {
        return run(script(), folder, environment, arguments);
    }

    private Ended run(Path script, Path workDir, Map<String, String> environment, String... arguments)
            throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workDir.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("JX_") || name.equals("JAVA_HOME"));
        builder.environment().put("JX_HOME", folder.toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static Path script() {
        // Surefire runs in the module's folder.
        return Path.of("").toAbsolutePath().getParent().getParent().resolve("platform");
    }
}
