package io.jiaxiao.control;

import io.jiaxiao.embedded.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/**
 * A service's boot jar unpacked for a fast start, beside the AOT cache of its start: {@code PROGRAMS/apps/NAME/HASH/}.
 * The hash is of what is in the jar, of the JDK and of the flags, because the cache fits no other of them.
 */
final class AppImage {

    private static final String JAR = "app.jar";
    private static final String CACHE = "app.aot";
    private static final int HASH_LENGTH = 16;
    private static final Duration EXTRACT_LIMIT = Duration.ofSeconds(120);
    private static final Duration TRAIN_LIMIT = Duration.ofSeconds(300);

    private final ServiceSpec spec;
    private final Path bootJar;
    private final Path folder;

    private AppImage(ServiceSpec spec, Path bootJar, Path folder) {
        this.spec = spec;
        this.bootJar = bootJar;
        this.folder = folder;
    }

    /**
     * The image of what is built now, made or not.
     *
     * @throws CannotContinue when the service has not been built
     */
    static AppImage of(Settings settings, ServiceSpec spec) {
        Path bootJar = bootJar(settings.root().resolve(spec.module()).resolve("target"))
                .orElseThrow(() -> new CannotContinue(
                        spec.name() + " has not been built; ./platform up builds it, or run mvn -DskipTests package"));
        Path apps = settings.programs().resolve("apps").resolve(spec.name());
        return new AppImage(spec, bootJar, apps.resolve(hash(bootJar, spec)));
    }

    /** What {@code run/NAME.image} keeps, so that a later build is told from the one that runs. */
    String hash() {
        return folder.getFileName().toString();
    }

    boolean extracted() {
        return Files.exists(folder.resolve(JAR));
    }

    boolean trained() {
        return Files.exists(folder.resolve(CACHE));
    }

    /** Unpacks the jar unless that has been done; removes older images that nothing runs from. */
    void extract(Path log) {
        if (extracted()) {
            return;
        }
        // A name of its own: another platform on this machine may be making the same image.
        Path partial = folder.resolveSibling("." + hash() + "." + UUID.randomUUID());
        try {
            Files.createDirectories(folder.getParent());
            OptionalInt code = run(
                    List.of(
                            java(),
                            "-XX:TieredStopAtLevel=1",
                            "-Djarmode=tools",
                            "-jar",
                            bootJar.toString(),
                            "extract",
                            "--destination",
                            partial.toString(),
                            "--application-filename",
                            JAR),
                    Map.of(),
                    log,
                    EXTRACT_LIMIT);
            if (code.orElse(-1) != 0) {
                throw new CannotContinue("Unpacking " + bootJar + " failed; see " + log);
            }
            moveUnlessThere(partial);
            removeOthers();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + bootJar, e);
        }
    }

    /**
     * Starts the service once up to the point where it would open its port, and keeps what the JVM learned.
     *
     * @return why that did not work, in which case the service starts without; empty when there is a cache now
     */
    Optional<String> train(Map<String, String> environment, Path log) {
        if (trained()) {
            return Optional.empty();
        }
        Path partial = folder.resolve("." + CACHE + "." + UUID.randomUUID());
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(Jvm.flags(spec));
        command.addAll(List.of("-XX:AOTCacheOutput=" + partial, "-Dspring.context.exit=onRefresh", "-jar"));
        command.add(folder.resolve(JAR).toString());
        long logFrom = LastWords.length(log);
        try {
            OptionalInt code = run(command, environment, log, TRAIN_LIMIT);
            if (code.orElse(-1) == 0 && Files.exists(partial)) {
                Files.move(partial, folder.resolve(CACHE), StandardCopyOption.ATOMIC_MOVE);
                return Optional.empty();
            }
            Files.deleteIfExists(partial);
            return Optional.of(
                    code.isEmpty()
                            ? "it took longer than " + TRAIN_LIMIT.toSeconds() + " s"
                            : LastWords.of(log, logFrom) + " (log: " + log + ")");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the AOT cache of " + spec.name(), e);
        }
    }

    /** How to run the service, with the cache if there is one. */
    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(Jvm.flags(spec));
        if (trained()) {
            command.add("-XX:AOTCache=" + folder.resolve(CACHE));
        }
        command.addAll(List.of("-jar", folder.resolve(JAR).toString()));
        return List.copyOf(command);
    }

    /** How to run it as anyone would who never heard of images: the boot jar itself. Measured against, not used. */
    List<String> plainCommand() {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(Jvm.flags(spec));
        command.addAll(List.of("-jar", bootJar.toString()));
        return List.copyOf(command);
    }

    private static String java() {
        return Jvm.java().toString();
    }

    /** Its exit code; empty when it had to be killed because its time was over. */
    private OptionalInt run(List<String> command, Map<String, String> environment, Path log, Duration limit)
            throws IOException {
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return OptionalInt.of(process.exitValue());
            }
            process.destroyForcibly();
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted");
        }
    }

    private void moveUnlessThere(Path partial) throws IOException {
        try {
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException madeMeanwhile) {
            if (!extracted()) {
                throw madeMeanwhile;
            }
            Folders.delete(partial);
        }
    }

    private void removeOthers() throws IOException {
        List<String> commands = ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .toList();
        try (var images = Files.list(folder.getParent())) {
            for (Path image : images.filter(image -> !image.equals(folder)).toList()) {
                if (commands.stream().noneMatch(command -> command.contains(image.toString()))) {
                    Folders.delete(image);
                }
            }
        }
    }

    private static Optional<Path> bootJar(Path target) {
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (var files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(AppImage::isBootJar)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isBootJar(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry("BOOT-INF/") != null;
        } catch (IOException notAJar) {
            return false;
        }
    }

    /** Of the entries' names and checksums: reading the directory takes milliseconds where the jar would take seconds. */
    private static String hash(Path jar, ServiceSpec spec) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<String> parts = new ArrayList<>(List.of(
                    System.getProperty("java.home", ""),
                    Runtime.version().toString(),
                    String.join(" ", Jvm.flags(spec))));
            zip.stream()
                    .map(entry -> entry.getName() + ":" + entry.getCrc() + ":" + entry.getSize())
                    .forEach(parts::add);
            digest.update(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + jar, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
