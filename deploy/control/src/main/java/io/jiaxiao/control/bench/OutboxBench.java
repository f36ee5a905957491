package io.jiaxiao.control.bench;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Settings;
import io.jiaxiao.embedded.EmbeddedServers;
import io.jiaxiao.embedded.LocalProcess;
import io.jiaxiao.embedded.MariaDbServer;
import io.jiaxiao.embedded.Ports;
import io.jiaxiao.embedded.RocketMqServer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The outbox relay between a durable database and a durable broker: in batches against one by one, in one run. */
final class OutboxBench implements Bench {

    private static final String SCHEMA = "bench_outbox";
    private static final String TOPIC = "bench-events";
    private static final String ROOT_PASSWORD = UUID.randomUUID().toString();
    private static final String CONDITIONS =
            "innodb_flush_log_at_trx_commit=1, broker SYNC_FLUSH, batches of 500, servers on the same cores";
    private static final double LEAST_RATIO = 5;
    private static final double LEAST_RATE = 3000;

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public String about() {
        return "The outbox relay in batches against one event at a time, on durable servers.";
    }

    @Override
    public List<Measured> run(Settings settings, PrintStream out) {
        Path home = settings.home().resolve("bench");
        EmbeddedServers servers = EmbeddedServers.at(home, Ports.free())
                .programsIn(settings.programs().resolve("bin"));
        MariaDbServer database = servers.mariaDb(ROOT_PASSWORD);
        RocketMqServer broker = servers.rocketMq().withTopics(Map.of(TOPIC, 8));
        Path run = home.resolve("run");
        try {
            out.println("  starting a database and a broker of its own");
            LocalProcess databaseProcess = database.start(run);
            LocalProcess brokerProcess = broker.start(run);
            database.awaitHealthy(databaseProcess);
            broker.awaitHealthy(brokerProcess);
            database.dropSchema(SCHEMA, SCHEMA);
            database.createSchema(SCHEMA, SCHEMA, ROOT_PASSWORD);
            return results(measure(settings, database, broker, out));
        } catch (SQLException e) {
            throw new CannotContinue("The bench's database refuses: " + e.getMessage());
        } finally {
            LocalProcess.findAll(run).forEach(process -> process.stop(Duration.ofSeconds(20)));
        }
    }

    private static Map<String, Double> measure(
            Settings settings, MariaDbServer database, RocketMqServer broker, PrintStream out) {
        return BenchProgram.run(
                settings,
                out,
                "outbox",
                List.of(
                        "io.jiaxiao.starter.outbox.OutboxBench",
                        database.jdbcUrl(),
                        SCHEMA,
                        ROOT_PASSWORD,
                        broker.nameServer()));
    }

    private static List<Measured> results(Map<String, Double> values) {
        return values.entrySet().stream()
                .map(one -> switch (one.getKey()) {
                    case "ratio" -> measured("batched / one by one", one.getValue(), "×", LEAST_RATIO);
                    case "batched relay, events/s" ->
                        measured("batched relay", one.getValue(), " events/s", LEAST_RATE);
                    default -> Measured.plain(one.getKey(), number(one.getValue()), CONDITIONS);
                })
                .toList();
    }

    private static Measured measured(String what, double value, String unit, double least) {
        return new Measured(what, number(value) + unit, "≥ " + number(least) + unit, value >= least, CONDITIONS);
    }

    private static String number(double value) {
        return value < 100 ? String.format(Locale.ROOT, "%.1f", value) : String.format(Locale.ROOT, "%,.0f", value);
    }
}
