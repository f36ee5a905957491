package io.jiaxiao.control;

import io.jiaxiao.embedded.Folders;
import io.jiaxiao.embedded.LocalProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the Spring Boot processes. */
final class Services {

    /** How many may start at a time: more only wait for each other on two cores. */
    static final int AT_A_TIME = 2;

    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    private final Settings settings;
    private final Map<String, String> infrastructure;
    private final boolean train;

    /**
     * @param infrastructure where the servers are
     * @param train whether a missing AOT cache is made before the first start
     */
    Services(Settings settings, Map<String, String> infrastructure, boolean train) {
        this.settings = settings;
        this.infrastructure = Map.copyOf(infrastructure);
        this.train = train;
    }

    Path logFile(Instance instance) {
        return settings.logFile(instance.name());
    }

    Optional<LocalProcess> running(Instance instance) {
        return LocalProcess.find(settings.runDir(), instance.name());
    }

    /**
     * Starts one unless it runs, and waits until it is ready.
     *
     * @throws CannotContinue when it ends or takes too long; one that only takes too long is left running
     */
    void ensure(Instance instance, Progress progress) {
        Optional<LocalProcess> running = running(instance);
        if (running.isPresent() && Health.ready(instance.port(settings))) {
            progress.already(
                    instance.name(), "already runs (pid " + running.get().pid() + ")" + ifOlder(instance));
            return;
        }
        progress.step(instance.name(), step -> {
            if (running.isPresent()) {
                step.doing("already started, waiting");
                awaitReady(instance, running.get(), 0);
                return described(instance, running.get());
            }
            AppImage image = AppImage.of(settings, instance.spec());
            String note = prepare(instance, image, step);
            step.doing("starting");
            long logFrom = LastWords.length(logFile(instance));
            LocalProcess process = start(instance, image.command());
            keepImage(instance, image);
            awaitReady(instance, process, logFrom);
            return described(instance, process) + note;
        });
    }

    /** Starts its process with this command, without waiting for anything. */
    LocalProcess start(Instance instance, List<String> command) {
        Path work = settings.home().resolve("work");
        try {
            Path temporary = Folders.emptied(work.resolve(instance.name() + "-tmp"));
            List<String> complete = new ArrayList<>(command);
            complete.add(1, "-Djava.io.tmpdir=" + temporary);
            return LocalProcess.start(
                    instance.name(),
                    settings.runDir(),
                    logFile(instance),
                    work.resolve(instance.name()),
                    complete,
                    environment(instance));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks and trains; returns what is worth saying about it. */
    String prepare(Instance instance, AppImage image, Progress.Step step) {
        String name = instance.spec().name();
        if (!image.extracted()) {
            step.doing("unpacking");
            image.extract(settings.logFile(name + "-unpack"));
        }
        if (!train || image.trained()) {
            return "";
        }
        step.doing("training its AOT cache, once per build");
        return image.train(environment(instance), settings.logFile(name + "-aot"))
                .map(whyNot -> "; without AOT cache: " + whyNot)
                .orElse(", AOT cache made");
    }

    /**
     * Waits until it is ready.
     *
     * @param logFrom where its log of this run begins
     */
    void awaitReady(Instance instance, LocalProcess process, long logFrom) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Health.ready(instance.port(settings))) {
            String log = " (log: " + process.logFile() + ")";
            if (process.awaitEnd(Duration.ofMillis(100))) {
                throw new CannotContinue(
                        instance.name() + " ended while starting: " + LastWords.of(process.logFile(), logFrom) + log);
            }
            if (System.nanoTime() > deadline) {
                throw new CannotContinue(instance.name() + " is not ready after " + START_LIMIT.toSeconds() + " s: "
                        + LastWords.of(process.logFile(), logFrom) + log);
            }
        }
    }

    Checks.Planned planned(Instance instance) {
        return new Checks.Planned(
                instance.name(),
                List.of(instance.port(settings)),
                instance.spec().expectedMiB());
    }

    Map<String, String> environment(Instance instance) {
        Map<String, String> environment = new HashMap<>(infrastructure);
        environment.put("SERVER_PORT", Integer.toString(instance.port(settings)));
        environment.put("JX_SECRETS", settings.secretsDir().toString());
        environment.put("JX_PARTNERS_URL", url("partners"));
        environment.put("JX_GATEWAY_URL", url("gateway"));
        environment.put(
                "JX_PARTNERS_MEMORY",
                settings.home().resolve("data").resolve("partners").toString());
        environment.put("JX_DAYS_AHEAD", new Calendar(settings).file().toString());
        environment.put("JX_HOME", settings.home().toString());
        environment.put("JX_PORT_OFFSET", Integer.toString(settings.offset()));
        // glibc keeps what was freed in an arena for each group of threads; two arenas keep less of it.
        environment.put("MALLOC_ARENA_MAX", "2");
        return Map.copyOf(environment);
    }

    private String url(String service) {
        return "http://127.0.0.1:" + ServiceSpec.named(service).port(settings.offset(), 1);
    }

    private String described(Instance instance, LocalProcess process) {
        return "127.0.0.1:" + instance.port(settings) + ", pid " + process.pid();
    }

    private Path imageFile(Instance instance) {
        return settings.runDir().resolve(instance.name() + ".image");
    }

    private void keepImage(Instance instance, AppImage image) {
        try {
            Files.writeString(imageFile(instance), image.hash());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ifOlder(Instance instance) {
        try {
            Path kept = imageFile(instance);
            boolean older = Files.exists(kept)
                    && !Files.readString(kept)
                            .equals(AppImage.of(settings, instance.spec()).hash());
            return older ? ", from an older build: ./platform restart " + instance.name() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
