package io.jiaxiao.control;

import io.jiaxiao.embedded.Folders;
import io.jiaxiao.embedded.LocalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code down}: what takes requests first, what keeps data last. Only processes whose number and birth are on record are
 * touched.
 */
final class TakeDown {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<String> INFRASTRUCTURE = List.of("nacos", "rocketmq", "redis", "mariadb");

    /** All that a platform writes into its home, apart from the lock that is held while this runs. */
    private static final List<String> FOLDERS =
            List.of("run", "work", "logs", "data", "apps", "bin", "secrets", "secrets-admin");

    private final Settings settings;
    private final Progress progress;

    TakeDown(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * @throws CannotContinue when something could not be stopped
     */
    void run() {
        List<LocalProcess> running = LocalProcess.findAll(settings.runDir());
        if (running.isEmpty()) {
            progress.say("  nothing runs");
        }
        List<LocalProcess> left = new ArrayList<>(running);
        for (ServiceSpec.Layer layer : List.of(ServiceSpec.Layer.values()).reversed()) {
            stopAll(running.stream().filter(process -> isOf(layer, process)).toList(), left);
        }
        List<LocalProcess> unknown = left.stream()
                .filter(process -> !INFRASTRUCTURE.contains(process.name()))
                .toList();
        stopAll(unknown, left);
        stopAll(
                left.stream()
                        .filter(process -> !process.name().equals("mariadb"))
                        .toList(),
                left);
        stopAll(List.copyOf(left), left);
        forgetTheDead();
    }

    /** Stops one process by name; false when it does not run. */
    boolean stop(String name) {
        Optional<LocalProcess> process = LocalProcess.find(settings.runDir(), name);
        process.ifPresent(this::stop);
        return process.isPresent();
    }

    /**
     * Removes what the platform wrote into its home.
     *
     * @throws CannotContinue when something still runs from it
     */
    void purge() {
        List<LocalProcess> running = LocalProcess.findAll(settings.runDir());
        if (!running.isEmpty()) {
            throw new CannotContinue("Nothing was removed, because these still run: " + running);
        }
        progress.step("purge", step -> {
            for (String folder : FOLDERS) {
                Folders.delete(settings.home().resolve(folder));
            }
            return "data, logs, secrets and programs of " + settings.home() + " removed";
        });
    }

    private static boolean isOf(ServiceSpec.Layer layer, LocalProcess process) {
        return Instance.ofProcess(process.name())
                .filter(instance -> instance.spec().layer() == layer)
                .isPresent();
    }

    private void stopAll(List<LocalProcess> processes, List<LocalProcess> left) {
        Parallel.run(
                Math.max(1, processes.size()),
                processes.stream()
                        .map(process -> (Runnable) () -> stop(process))
                        .toList());
        left.removeAll(processes);
    }

    private void stop(LocalProcess process) {
        progress.step(process.name(), step -> {
            step.doing("stopping");
            try {
                return process.stop(PATIENCE)
                        ? "stopped"
                        : "did not end within " + PATIENCE.toSeconds() + " s and was killed";
            } catch (IllegalStateException cannotBeKilled) {
                throw new CannotContinue(String.valueOf(cannotBeKilled.getMessage()));
            }
        });
    }

    private void forgetTheDead() {
        if (!Files.isDirectory(settings.runDir())) {
            return;
        }
        try (var files = Files.list(settings.runDir())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new CannotContinue("Cannot clear " + settings.runDir() + ": " + e.getMessage());
        }
    }
}
