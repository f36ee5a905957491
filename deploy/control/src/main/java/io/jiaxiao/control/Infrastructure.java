package io.jiaxiao.control;

import io.jiaxiao.embedded.EmbeddedServer;
import io.jiaxiao.embedded.EmbeddedServers;
import io.jiaxiao.embedded.LocalProcess;
import io.jiaxiao.embedded.MariaDbServer;
import io.jiaxiao.embedded.NacosServer;
import io.jiaxiao.embedded.RedisServer;
import io.jiaxiao.embedded.RocketMqServer;
import io.jiaxiao.embedded.ServerDidNotStart;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The database, the cache, the broker and the registry: embedded ones, or the real ones the environment names. */
final class Infrastructure {

    /**
     * A server of somebody else that is used instead of the embedded one.
     *
     * @param variable that names it
     */
    record Real(String name, String variable, String address) {}

    static final String DB_URL = "JX_DB_URL";
    static final String REDIS_URL = "JX_REDIS_URL";
    static final String ROCKETMQ = "JX_ROCKETMQ";
    static final String NACOS = "JX_NACOS";

    private static final Map<String, String> VARIABLE_OF =
            Map.of("mariadb", DB_URL, "redis", REDIS_URL, "rocketmq", ROCKETMQ, "nacos", NACOS);
    private static final Map<String, Integer> EXPECTED_MIB =
            Map.of("mariadb", 400, "redis", 30, "rocketmq", 500, "nacos", 420);

    private final Settings settings;
    private final Secrets secrets;
    private final MariaDbServer mariaDb;
    private final List<EmbeddedServer> embedded = new ArrayList<>();
    private final List<Real> real = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** Before there are secrets it can be looked at; to start it they have to be there. */
    Infrastructure(Settings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
        EmbeddedServers servers = EmbeddedServers.at(settings.home(), settings.ports())
                .programsIn(settings.programs().resolve("bin"));
        mariaDb = servers.mariaDb(secrets.databaseRootPassword().orElse("not made yet"));
        RedisServer redis = servers.redis();
        RocketMqServer rocketMq = servers.rocketMq();
        NacosServer nacos = servers.nacos();
        use(mariaDb, mariaDb.jdbcUrl());
        use(redis, redis.url());
        use(rocketMq, rocketMq.nameServer());
        use(nacos, nacos.address());
    }

    private void use(EmbeddedServer server, String embeddedAddress) {
        String variable = variableOf(server.name());
        Optional<String> outside = settings.real(variable);
        outside.ifPresentOrElse(
                address -> real.add(new Real(server.name(), variable, address)), () -> embedded.add(server));
        environment.put(variable, outside.orElse(embeddedAddress));
    }

    /** Those that run as processes of this platform. */
    List<EmbeddedServer> embedded() {
        return List.copyOf(embedded);
    }

    List<Real> real() {
        return List.copyOf(real);
    }

    /** How services find them. */
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    Checks.Planned planned(EmbeddedServer server) {
        return new Checks.Planned(server.name(), server.ports(), EXPECTED_MIB.getOrDefault(server.name(), 0));
    }

    /**
     * Starts it unless it runs, and waits until it is healthy.
     *
     * @throws CannotContinue when it ends or takes too long
     */
    void ensure(EmbeddedServer server, Progress progress) {
        Optional<LocalProcess> running = LocalProcess.find(settings.runDir(), server.name());
        if (running.isPresent() && server.healthy()) {
            progress.already(server.name(), "already runs (pid " + running.get().pid() + ")");
            return;
        }
        progress.step(server.name(), step -> {
            long logFrom = LastWords.length(server.logFile());
            try {
                step.doing(running.isPresent() ? "already started, waiting" : "preparing");
                LocalProcess process = running.orElseGet(() -> server.start(settings.runDir()));
                step.doing("waiting until it answers");
                server.awaitHealthy(process);
                return "127.0.0.1:" + server.port() + ", pid " + process.pid();
            } catch (ServerDidNotStart failed) {
                throw new CannotContinue(server.name() + " did not start: " + LastWords.of(server.logFile(), logFrom)
                        + " (log: " + server.logFile() + ")");
            }
        });
    }

    /** Makes the schemas and users that are missing, on the embedded database or the real one. */
    void ensureSchemas(Progress progress) {
        progress.step("schemas", step -> {
            List<String> made = new ArrayList<>();
            for (ServiceSpec spec : ServiceSpec.ALL) {
                if (spec.schema().isPresent()) {
                    ensureSchema(spec.schema().get());
                    made.add(spec.schema().get());
                }
            }
            return String.join(", ", made);
        });
    }

    private void ensureSchema(String schema) throws SQLException {
        String user = "jx_" + schema;
        String password = secrets.databasePassword(schema);
        Optional<String> outside = settings.real(DB_URL);
        if (outside.isPresent()) {
            RealDatabase.of(settings, outside.get()).ensureSchema(schema, user, password);
        } else {
            mariaDb.createSchema(schema, user, password);
        }
    }

    private static String variableOf(String server) {
        String variable = VARIABLE_OF.get(server);
        if (variable == null) {
            throw new IllegalArgumentException("No variable names a real " + server);
        }
        return variable;
    }
}
