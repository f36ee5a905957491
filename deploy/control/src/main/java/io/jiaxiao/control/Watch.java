package io.jiaxiao.control;

import io.jiaxiao.embedded.EmbeddedServer;
import io.jiaxiao.embedded.LocalProcess;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Looks at every process of the platform and changes none. */
final class Watch {

    private static final Duration TIME_TO_START = Duration.ofSeconds(180);
    private static final int INSTANCES = 9;

    private final Settings settings;

    Watch(Settings settings) {
        this.settings = settings;
    }

    /** Infrastructure, then services, in the order they are started. */
    List<ProcessView> all() {
        Infrastructure infrastructure = new Infrastructure(settings, new Secrets(settings));
        List<ProcessView> views = new ArrayList<>();
        for (Infrastructure.Real real : infrastructure.real()) {
            views.add(outside(real));
        }
        for (EmbeddedServer server : infrastructure.embedded()) {
            views.add(view(server.name(), server.port(), server::healthy));
        }
        for (ServiceSpec spec : ServiceSpec.ALL) {
            for (int number = 1; number <= INSTANCES; number++) {
                Instance instance = new Instance(spec, number);
                if (number == 1 || onRecord(instance.name())) {
                    int port = instance.port(settings);
                    views.add(view(instance.name(), port, () -> Health.ready(port)));
                }
            }
        }
        return List.copyOf(views);
    }

    private static ProcessView outside(Infrastructure.Real real) {
        ProcessView.State state =
                Health.reachable(real.address()) ? ProcessView.State.HEALTHY : ProcessView.State.UNHEALTHY;
        return new ProcessView(
                real.name(),
                state,
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                real.address());
    }

    private ProcessView view(String name, int port, BooleanSupplier healthy) {
        Optional<LocalProcess> process = LocalProcess.find(settings.runDir(), name);
        if (process.isEmpty()) {
            boolean died = onRecord(name);
            return new ProcessView(
                    name,
                    died ? ProcessView.State.DIED : ProcessView.State.DOWN,
                    OptionalLong.empty(),
                    OptionalInt.of(port),
                    OptionalLong.empty(),
                    Optional.empty(),
                    died ? "log: " + settings.logFile(name) : "");
        }
        long pid = process.get().pid();
        Duration uptime = Duration.between(process.get().startedAt(), Instant.now());
        return new ProcessView(
                name,
                state(healthy, uptime),
                OptionalLong.of(pid),
                OptionalInt.of(port),
                Memory.residentMiB(pid),
                Optional.of(uptime),
                "");
    }

    private static ProcessView.State state(BooleanSupplier healthy, Duration uptime) {
        if (healthy.getAsBoolean()) {
            return ProcessView.State.HEALTHY;
        }
        return uptime.compareTo(TIME_TO_START) < 0 ? ProcessView.State.STARTING : ProcessView.State.UNHEALTHY;
    }

    /** A stopped process has its record removed; one that ended by itself has not. */
    private boolean onRecord(String name) {
        return Files.exists(settings.runDir().resolve(name + ".pid"));
    }
}
