package io.jiaxiao.control.bench;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Settings;
import io.jiaxiao.embedded.EmbeddedServers;
import io.jiaxiao.embedded.LocalProcess;
import io.jiaxiao.embedded.MariaDbServer;
import io.jiaxiao.embedded.Ports;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The points ledger on a durable database: group commit against one transaction each and against row locks by hand. */
final class LedgerBench implements Bench {

    private static final String SCHEMA = "bench_ledger";
    private static final String ROOT_PASSWORD = UUID.randomUUID().toString();
    private static final String CONDITIONS =
            "innodb_flush_log_at_trx_commit=1, 10,000 accounts with 3 lots, entry, hold, share, key, lot, account and"
                    + " outbox row per hold, batches of up to 512, two writers, database and clients on the same cores";

    /** What is measured, what it must reach, and how it is written. */
    private record Target(double least, String unit) {}

    private static final Map<String, Target> LEAST = Map.of(
            "holds/s, 256 clients, Zipf 1.0", new Target(10_000, " holds/s"),
            "256 clients / peak of up to 512", new Target(0.95, "×"),
            "batched / one each, spread", new Target(5, "×"),
            "batched / one each, hot", new Target(10, "×"),
            "batched / SELECT FOR UPDATE, hot", new Target(15, "×"));

    private static final String LIGHT_LOAD = "p99 at 8 clients, batched / one each";

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public String about() {
        return "Durable holds per second: group commit against one transaction each, and against SELECT FOR UPDATE.";
    }

    @Override
    public List<Measured> run(Settings settings, PrintStream out) {
        Path home = settings.home().resolve("bench");
        EmbeddedServers servers = EmbeddedServers.at(home, Ports.free())
                .programsIn(settings.programs().resolve("bin"));
        MariaDbServer database = servers.mariaDb(ROOT_PASSWORD);
        Path run = home.resolve("run");
        try {
            out.println("  starting a database of its own");
            LocalProcess process = database.start(run);
            database.awaitHealthy(process);
            database.dropSchema(SCHEMA, SCHEMA);
            database.createSchema(SCHEMA, SCHEMA, ROOT_PASSWORD);
            return results(BenchProgram.run(
                    settings,
                    out,
                    name(),
                    List.of("io.jiaxiao.mall.points.LedgerBench", database.jdbcUrl(), SCHEMA, ROOT_PASSWORD)));
        } catch (SQLException e) {
            throw new CannotContinue("The bench's database refuses: " + e.getMessage());
        } finally {
            LocalProcess.findAll(run).forEach(process -> process.stop(Duration.ofSeconds(20)));
        }
    }

    private static List<Measured> results(Map<String, Double> values) {
        return values.entrySet().stream()
                .map(one -> measured(one.getKey(), one.getValue()))
                .toList();
    }

    private static Measured measured(String what, double value) {
        if (what.equals(LIGHT_LOAD)) {
            return new Measured(what, number(value) + "×", "≤ 1.0×", value <= 1, CONDITIONS);
        }
        Target target = LEAST.get(what);
        return target == null
                ? Measured.plain(what, number(value), CONDITIONS)
                : new Measured(
                        what,
                        number(value) + target.unit(),
                        "≥ " + number(target.least()) + target.unit(),
                        value >= target.least(),
                        CONDITIONS);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
