package io.jiaxiao.control.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * When, with what and on what something was measured.
 *
 * @param commit short, with a plus sign when there were changes that are not committed
 */
record Circumstances(LocalDate date, String commit, String jdk, String machine) {

    private static final long BYTES_PER_GIB = 1024L * 1024 * 1024;

    /** @param before and after the bench: a bench in whose time they change much is worth nothing */
    static Circumstances now(Path root, Yardstick before, Yardstick after) {
        String commit = git(root, "rev-parse", "--short", "HEAD");
        boolean changed =
                !git(root, "status", "--porcelain", "--untracked-files=no").isEmpty();
        String jdk = Runtime.version() + " " + System.getProperty("java.vendor", "");
        String machine = Runtime.getRuntime().availableProcessors() + " cores, " + memoryGib() + " GB, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + "; " + before + "; afterwards "
                + after;
        return new Circumstances(
                LocalDate.now(ZoneOffset.UTC),
                commit.isEmpty() ? "-" : commit + (changed ? "+" : ""),
                jdk.trim(),
                machine);
    }

    private static long memoryGib() {
        var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        return system instanceof com.sun.management.OperatingSystemMXBean known
                ? Math.round((double) known.getTotalMemorySize() / BYTES_PER_GIB)
                : 0;
    }

    private static String git(Path root, String... arguments) {
        try {
            String[] command = new String[arguments.length + 1];
            command[0] = "git";
            System.arraycopy(arguments, 0, command, 1, arguments.length);
            Process git = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer;
            try (var reader = git.inputReader()) {
                answer = reader.readAllAsString().trim();
            }
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? answer : "";
        } catch (IOException noGit) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
