package io.jiaxiao.control.bench;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Settings;
import io.jiaxiao.embedded.CrowdedJvm;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of {@code deploy/bench}, run in a process of its own; it prints {@code RESULT}, what, and a number. */
final class BenchProgram {

    private static final int LIMIT_MINUTES = 8;

    private BenchProgram() {}

    /**
     * @param name      of the measurement; its log is named after it
     * @param mainClass with its arguments
     * @return what was measured, in the order in which it was printed
     */
    static Map<String, Double> run(Settings settings, PrintStream out, String name, List<String> mainClass) {
        Path built = settings.root().resolve("deploy/bench/target");
        if (!Files.isDirectory(built.resolve("lib"))) {
            throw new CannotContinue("deploy/bench is not built; run: mvn -pl deploy/bench -am -DskipTests package");
        }
        Path log = settings.logFile("bench-" + name);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC"));
        command.addAll(CrowdedJvm.flags());
        command.addAll(List.of(
                "-cp",
                built.resolve("jiaxiao-bench.jar")
                        + System.getProperty("path.separator")
                        + built.resolve("lib").resolve("*")));
        command.addAll(mainClass);
        Map<String, Double> results = new LinkedHashMap<>();
        try {
            Files.createDirectories(log.getParent());
            Process process =
                    new ProcessBuilder(command).redirectError(log.toFile()).start();
            try (var lines = process.inputReader()) {
                lines.lines().filter(line -> line.startsWith("RESULT\t")).forEach(line -> {
                    String[] parts = line.split("\t", -1);
                    out.println("  " + parts[1] + ": " + parts[2]);
                    results.put(parts[1], Double.parseDouble(parts[2]));
                });
            }
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new CannotContinue("The measurement failed; see " + log);
            }
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted");
        }
    }
}
