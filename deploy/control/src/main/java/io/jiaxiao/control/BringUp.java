package io.jiaxiao.control;

import io.jiaxiao.embedded.EmbeddedServer;
import io.jiaxiao.embedded.LocalProcess;
import java.util.ArrayList;
import java.util.List;

/** {@code up}: checks, secrets, servers, services, demo data, in this order. */
final class BringUp {

    private final Settings settings;
    private final Secrets secrets;
    private final Progress progress;

    BringUp(Settings settings, Progress progress) {
        this.settings = settings;
        this.secrets = new Secrets(settings);
        this.progress = progress;
    }

    /** Looks whether what is missing could be started; changes nothing. */
    void check(UpOptions options) {
        Infrastructure infrastructure = new Infrastructure(settings, secrets);
        Services services = new Services(settings, infrastructure.environment(), false);
        List<Checks.Planned> planned = new ArrayList<>();
        infrastructure.embedded().stream()
                .filter(server -> !runs(server.name()))
                .map(infrastructure::planned)
                .forEach(planned::add);
        instances(options).stream()
                .filter(instance -> !runs(instance.name()))
                .map(services::planned)
                .forEach(planned::add);
        Checks.all(settings, planned);
    }

    void run(UpOptions options) {
        check(options);
        int made = secrets.generateMissing();
        if (made > 0) {
            progress.already("secrets", made + " made in " + settings.secretsDir());
        }
        try {
            Infrastructure infrastructure = startInfrastructure();
            Services services = new Services(settings, infrastructure.environment(), options.train());
            Parallel.run(
                    Services.AT_A_TIME,
                    instances(options).stream()
                            .map(instance -> (Runnable) () -> services.ensure(instance, progress))
                            .toList());
        } catch (CannotContinue failed) {
            throw new CannotContinue(failed.getMessage() + leftRunning(), failed.exitCode());
        }
    }

    private Infrastructure startInfrastructure() {
        Infrastructure infrastructure = new Infrastructure(settings, secrets);
        for (Infrastructure.Real real : infrastructure.real()) {
            if (!Health.reachable(real.address())) {
                throw new CannotContinue(real.name() + " does not answer at " + real.variable() + "=" + real.address()
                        + "; start it, or unset the variable to use the embedded one");
            }
            progress.already(real.name(), "the one at " + real.address());
        }
        List<EmbeddedServer> servers = infrastructure.embedded();
        Parallel.run(
                Math.max(1, servers.size()),
                servers.stream()
                        .map(server -> (Runnable) () -> infrastructure.ensure(server, progress))
                        .toList());
        infrastructure.ensureSchemas(progress);
        return infrastructure;
    }

    private boolean runs(String process) {
        return LocalProcess.find(settings.runDir(), process).isPresent();
    }

    private String leftRunning() {
        List<String> running = LocalProcess.findAll(settings.runDir()).stream()
                .map(LocalProcess::name)
                .toList();
        return running.isEmpty()
                ? ""
                : ". Left running: " + String.join(", ", running) + "; try ./platform up again, or ./platform down";
    }

    private static List<Instance> instances(UpOptions options) {
        return ServiceSpec.ALL.stream()
                .filter(spec -> options.wants(spec.name()))
                .map(Instance::first)
                .toList();
    }
}
