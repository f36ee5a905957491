package io.jiaxiao.control.bench;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Settings;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** All measurements there are. */
public final class Benches {

    private static final List<Bench> ALL = List.of(
            new StartupBench(),
            new GatewayBench(),
            new OverloadBench(),
            new OutboxBench(),
            new LedgerBench(),
            new FlashSaleBench(),
            new RedemptionBench(),
            new RiskBench(),
            new EntitlementBench(),
            new RenewalBench(),
            new SubscribeBench(),
            new MigrationBench());

    private Benches() {}

    /** Name and purpose of each, one a line. */
    public static String list() {
        return ALL.stream()
                .map(bench -> "  %-11s %s".formatted(bench.name(), bench.about()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /**
     * Runs one and writes its numbers into {@code docs/benchmarks.md}.
     *
     * @throws CannotContinue when there is none of this name
     */
    public static void run(String name, Settings settings, PrintStream out) {
        Bench bench = ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CannotContinue(
                        "There is no bench " + name + "; there are:" + System.lineSeparator() + list(), 2));
        Yardstick before = Yardstick.measure(settings.home());
        out.println("  this machine now: " + before);
        List<Measured> results = bench.run(settings, out);
        for (Measured result : results) {
            out.printf(
                    "  %s %-44s %-22s target %s%n",
                    result.met() ? "✓" : "✗", result.what(), result.value(), result.target());
        }
        BenchmarkTable table = new BenchmarkTable(settings.root().resolve("docs/benchmarks.md"));
        table.append(bench, Circumstances.now(settings.root(), before, Yardstick.measure(settings.home())), results);
        out.println("Written to docs/benchmarks.md");
    }
}
