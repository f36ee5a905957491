package io.jiaxiao.control.bench;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Settings;
import io.jiaxiao.embedded.EmbeddedServers;
import io.jiaxiao.embedded.LocalProcess;
import io.jiaxiao.embedded.MariaDbServer;
import io.jiaxiao.embedded.Ports;
import io.jiaxiao.embedded.RocketMqServer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The outbox relay between a durable database and a durable broker: in batches against one by one, in one run. */
final class OutboxBench implements Bench {

    private static final String SCHEMA = "bench_outbox";
    private static final String TOPIC = "bench-events";
    private static final String ROOT_PASSWORD = UUID.randomUUID().toString();
    private static final String CONDITIONS =
            "innodb_flush_log_at_trx_commit=1, broker SYNC_FLUSH, batches of 500, servers on the same cores";
    private static final double LEAST_RATIO = 5;
    private static final double LEAST_RATE = 3000;
    private static final int LIMIT_MINUTES = 8;

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
        Path built = settings.root().resolve("deploy/bench/target");
        if (!Files.isDirectory(built.resolve("lib"))) {
            throw new CannotContinue("deploy/bench is not built; run: mvn -pl deploy/bench -am -DskipTests package");
        }
        String url = database.jdbcUrl() + "/" + SCHEMA
                + "?rewriteBatchedStatements=true&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
                + "&allowPublicKeyRetrieval=true";
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "-cp",
                built.resolve("jiaxiao-bench.jar")
                        + System.getProperty("path.separator")
                        + built.resolve("lib").resolve("*"),
                "io.jiaxiao.starter.outbox.OutboxBench",
                url,
                SCHEMA,
                ROOT_PASSWORD,
                broker.nameServer());
        Map<String, Double> results = new HashMap<>();
        try {
            Files.createDirectories(settings.logFile("bench-outbox").getParent());
            Process process = new ProcessBuilder(command)
                    .redirectError(settings.logFile("bench-outbox").toFile())
                    .start();
            try (var lines = process.inputReader()) {
                lines.lines().filter(line -> line.startsWith("RESULT\t")).forEach(line -> {
                    String[] parts = line.split("\t", -1);
                    out.println("  " + parts[1] + ": " + parts[2]);
                    results.put(parts[1], Double.parseDouble(parts[2]));
                });
            }
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new CannotContinue("The measurement failed; see " + settings.logFile("bench-outbox"));
            }
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted");
        }
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
