package io.jiaxiao.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process that outlives the JVM that started it and can be found again by name.
 *
 * <p>{@code RUN_DIR/NAME.pid} keeps its number together with the moment it was born. Numbers are used again by the
 * system, so nothing is ever done to a process whose birth does not match.
 */
public final class LocalProcess {

    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final Path pidFile;
    private final PidFile record;

    private LocalProcess(String name, Path pidFile, PidFile record) {
        this.name = name;
        this.pidFile = pidFile;
        this.record = record;
    }

    /**
     * Starts a command that keeps running when this JVM ends, its output appended to {@code logFile}.
     *
     * @param env added to this JVM's environment
     * @throws IllegalStateException if a process of this name already runs from this run directory
     * @throws UncheckedIOException if the command cannot be started
     */
    public static LocalProcess start(
            String name, Path runDir, Path logFile, Path workDir, List<String> command, Map<String, String> env) {
        if (find(runDir, name).isPresent()) {
            throw new IllegalStateException(name + " already runs");
        }
        try {
            Files.createDirectories(runDir);
            Files.createDirectories(workDir);
            Files.createDirectories(logFile.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(detached(command))
                    .directory(workDir.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
            builder.environment().putAll(env);
            Process process = LongTurns.start(builder);
            String birth = Birth.of(process.toHandle()).orElse(Birth.UNKNOWN);
            PidFile record = new PidFile(process.pid(), birth, Instant.now(), logFile.toAbsolutePath());
            Path pidFile = pidFile(runDir, name);
            record.write(pidFile);
            return new LocalProcess(name, pidFile, record);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + name + ": " + e.getMessage(), e);
        }
    }

    /** The living process of this name that was started from this run directory, by this JVM or an earlier one. */
    public static Optional<LocalProcess> find(Path runDir, String name) {
        Path pidFile = pidFile(runDir, name);
        return PidFile.read(pidFile)
                .map(record -> new LocalProcess(name, pidFile, record))
                .filter(LocalProcess::alive);
    }

    /** Every living process that was started from this run directory. */
    public static List<LocalProcess> findAll(Path runDir) {
        if (!Files.isDirectory(runDir)) {
            return List.of();
        }
        try (var files = Files.list(runDir)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(PidFile.SUFFIX))
                    .map(file -> file.substring(0, file.length() - PidFile.SUFFIX.length()))
                    .sorted()
                    .flatMap(name -> find(runDir, name).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return record.pid();
    }

    /** When it was started, by the wall clock of that moment. */
    public Instant startedAt() {
        return record.startedAt();
    }

    public Path logFile() {
        return record.logFile();
    }

    public boolean alive() {
        return handle().isPresent();
    }

    /**
     * Asks it to end (TERM) and, if it is still there after {@code patience}, kills it (KILL).
     *
     * @return true if it ended by itself or was gone already, false if it had to be killed
     */
    public boolean stop(Duration patience) {
        Optional<ProcessHandle> handle = handle();
        if (handle.isEmpty()) {
            forget();
            return true;
        }
        handle.get().destroy();
        if (awaitEnd(patience)) {
            forget();
            return true;
        }
        kill();
        return false;
    }

    /** Ends it at once (KILL, as {@code kill -9} does) and returns when it is gone. */
    public void kill() {
        handle().ifPresent(ProcessHandle::destroyForcibly);
        if (!awaitEnd(KILL_LIMIT)) {
            throw new IllegalStateException(name + " (pid " + pid() + ") cannot be killed");
        }
        forget();
    }

    /**
     * Waits for its end.
     *
     * @return false if it still runs after {@code patience}
     */
    public boolean awaitEnd(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<ProcessHandle> handle = handle();
            if (handle.isEmpty()) {
                return true;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            // Short rounds, because onExit never fires for a process whose parent does not collect it.
            awaitExit(handle.get(), Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
        }
    }

    /** The end of its log, at most {@code count} lines; empty when there is no log. */
    public List<String> lastLogLines(int count) {
        return LogTail.lastLines(logFile(), count);
    }

    @Override
    public String toString() {
        return name + " (pid " + pid() + ")";
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(record.pid())
                .filter(handle ->
                        Birth.of(handle).filter(record.birth()::equals).isPresent());
    }

    private void forget() {
        try {
            if (PidFile.read(pidFile).filter(record::equals).isPresent()) {
                Files.deleteIfExists(pidFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitExit(ProcessHandle handle, long nanos) {
        handle.onExit().completeOnTimeout(handle, nanos, TimeUnit.NANOSECONDS).join();
    }

    /** In a session of its own, so that Ctrl-C in the terminal of the caller does not reach it. */
    private static List<String> detached(List<String> command) {
        for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
            if (Files.isExecutable(Path.of(setsid))) {
                List<String> whole = new ArrayList<>(command.size() + 1);
                whole.add(setsid);
                whole.addAll(command);
                return whole;
            }
        }
        return command;
    }

    private static File nullDevice() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    private static Path pidFile(Path runDir, String name) {
        return runDir.resolve(name + PidFile.SUFFIX);
    }
}
