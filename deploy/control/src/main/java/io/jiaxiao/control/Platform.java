package io.jiaxiao.control;

import io.jiaxiao.embedded.EmbeddedServer;
import io.jiaxiao.embedded.LocalProcess;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One platform on this machine, as the command line and the tests of whole platforms use it. It holds no state of its
 * own: what runs is on record in {@link Settings#runDir()}, so any number of these may look at the same platform.
 *
 * <p>Process names: {@code mariadb}, {@code redis}, {@code rocketmq}, {@code nacos}, the names in
 * {@link ServiceSpec#ALL}, and for a second instance {@code roster-service-2}.
 *
 * <p>Every method that fails for a reason a person can do something about throws {@link CannotContinue}.
 */
public final class Platform {

    private final Settings settings;
    private final PrintStream out;
    private final int columns;

    /**
     * @param columns of the terminal behind {@code out}, 0 when there is none
     */
    public Platform(Settings settings, PrintStream out, int columns) {
        this.settings = settings;
        this.out = out;
        this.columns = columns;
    }

    /** A platform beside the main one, with servers and data of its own in {@code home}; for tests and measurements. */
    public Platform(Path root, Path home, int offset, PrintStream out) {
        this(Settings.beside(root, home, offset), out, 0);
    }

    /** Whether {@code up} could start what is missing: JDK, ports, memory, disk. */
    public void check() {
        try (Progress progress = progress()) {
            new BringUp(settings, progress).check(UpOptions.DEFAULT);
        }
    }

    /** Starts what is missing and returns when all of it is healthy; everything has to be built. */
    public Duration up(UpOptions options) {
        long start = System.nanoTime();
        try (UpLock lock = UpLock.take(settings.home(), "up");
                Progress progress = progress()) {
            new BringUp(settings, progress).run(options);
            if (options.demoData()) {
                new DemoData(this).ensure(progress);
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Stops all that was started, services before infrastructure. */
    public void down(boolean purge) {
        try (UpLock lock = UpLock.take(settings.home(), "down");
                Progress progress = progress()) {
            TakeDown takeDown = new TakeDown(settings, progress);
            takeDown.run();
            if (purge) {
                takeDown.purge();
            }
        }
    }

    public List<ProcessView> status() {
        return new Watch(settings).all();
    }

    /** The living process of this name. */
    public Optional<LocalProcess> process(String name) {
        return LocalProcess.find(settings.runDir(), name);
    }

    /**
     * Starts one process unless it runs, and returns when it is healthy.
     *
     * @param name of a service or an embedded server
     * @param instance 1, or for a service up to 9
     */
    public void start(String name, int instance) {
        start(name, instance, UpOptions.DEFAULT);
    }

    /** As {@link #start(String, int)}; of the options only the training of a service counts. */
    public void start(String name, int instance, UpOptions options) {
        Secrets secrets = new Secrets(settings);
        secrets.generateMissing();
        Infrastructure infrastructure = new Infrastructure(settings, secrets);
        try (Progress progress = progress()) {
            Optional<EmbeddedServer> server = infrastructure.embedded().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst();
            if (server.isPresent()) {
                requirePorts(infrastructure.planned(server.get()));
                infrastructure.ensure(server.get(), progress);
                return;
            }
            Instance wanted = new Instance(ServiceSpec.named(name), instance);
            Services services = new Services(settings, infrastructure.environment(), options.train());
            requirePorts(
                    new Checks.Planned(wanted.name(), services.planned(wanted).ports(), 0));
            services.ensure(wanted, progress);
        }
    }

    /** Starts by process name, so that {@code roster-service-2} is the second instance. */
    public void start(String processName) {
        Optional<Instance> instance = Instance.ofProcess(processName);
        start(
                instance.map(one -> one.spec().name()).orElse(processName),
                instance.map(Instance::number).orElse(1));
    }

    /** Asks a process to end and waits for it; false when it does not run. */
    public boolean stop(String processName) {
        try (Progress progress = progress()) {
            return new TakeDown(settings, progress).stop(processName);
        }
    }

    public void restart(String processName) {
        requireKnown(processName);
        stop(processName);
        start(processName);
    }

    /**
     * Starts a service, which must not run, to see what its start costs, and stops it again.
     *
     * @param plain from the boot jar without AOT cache, instead of as {@code up} does it
     */
    public MeasuredStart measureStart(String service, boolean plain) {
        Instance instance = Instance.first(ServiceSpec.named(service));
        Infrastructure infrastructure = new Infrastructure(settings, new Secrets(settings));
        AppImage image = AppImage.of(settings, instance.spec());
        Services services = new Services(settings, infrastructure.environment(), false);
        return MeasuredStart.of(services, instance, plain ? image.plainCommand() : image.command());
    }

    /** Ends a process as {@code kill -9} does and returns when it is gone. */
    public void kill(String processName) {
        requireKnown(processName);
        LocalProcess process =
                process(processName).orElseThrow(() -> new CannotContinue(processName + " does not run"));
        process.kill();
    }

    /** {@code http://127.0.0.1:PORT} of a service. */
    public URI url(String processName) {
        Instance instance = Instance.ofProcess(processName)
                .orElseThrow(() -> new CannotContinue("There is no service " + processName));
        return URI.create("http://127.0.0.1:" + instance.port(settings));
    }

    /** A secret of this machine by its property name, such as {@code jiaxiao.client-secret.aixue}. */
    public String secret(String property) {
        return new Secrets(settings).named(property);
    }

    /** What services are given to find the infrastructure, such as {@code JX_DB_URL}. */
    public String address(String variable) {
        String address = new Infrastructure(settings, new Secrets(settings))
                .environment()
                .get(variable);
        if (address == null) {
            throw new IllegalArgumentException(variable + " is not one of the infrastructure's variables");
        }
        return address;
    }

    public Settings settings() {
        return settings;
    }

    private void requireKnown(String processName) {
        if (Instance.ofProcess(processName).isEmpty()
                && status().stream().noneMatch(view -> view.name().equals(processName))) {
            throw new CannotContinue("There is no process " + processName + "; ./platform status lists them");
        }
    }

    private void requirePorts(Checks.Planned planned) {
        if (process(planned.name()).isEmpty()) {
            Checks.ports(List.of(planned));
        }
    }

    private Progress progress() {
        return new Progress(out, columns);
    }
}
