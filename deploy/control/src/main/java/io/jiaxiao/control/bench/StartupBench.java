package io.jiaxiao.control.bench;

import io.jiaxiao.control.MeasuredStart;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.ProcessView;
import io.jiaxiao.control.ServiceSpec;
import io.jiaxiao.control.Settings;
import io.jiaxiao.control.UpOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long the platform and each of its services take to be ready, and the memory of all. */
final class StartupBench implements Bench {

    private static final int ROUNDS = 3;
    private static final double TARGET_RATIO = 0.5;
    private static final Duration TARGET_UP = Duration.ofSeconds(60);
    private static final long TARGET_RSS_MIB = 4096;

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String about() {
        return "Start of the whole built platform with nothing running, and of each service from an AOT cache against"
                + " plain `java -jar`, median of " + ROUNDS + " in turns.";
    }

    @Override
    public List<Measured> run(Settings settings, PrintStream out) {
        Settings own = new Settings(
                settings.root(), settings.home().resolve("bench"), settings.programs(), settings.offset(), Map.of());
        Platform platform = new Platform(own, out, 0);
        try {
            out.println("Once to make data folders and AOT caches:");
            platform.up(UpOptions.DEFAULT);
            platform.down(false);
            out.println("Measured:");
            List<Measured> results = new ArrayList<>(whole(platform, own));
            for (ServiceSpec spec : ServiceSpec.ALL) {
                results.addAll(service(platform, spec, out));
            }
            return results;
        } finally {
            platform.down(true);
        }
    }

    private static List<Measured> whole(Platform platform, Settings settings) {
        Duration up = platform.up(UpOptions.DEFAULT);
        long rss = platform.status().stream()
                .map(ProcessView::residentMiB)
                .mapToLong(resident -> resident.orElse(0))
                .sum();
        String conditions = ServiceSpec.ALL.size() + " applications, 4 embedded servers, data kept, port offset "
                + settings.offset();
        return List.of(
                new Measured(
                        "platform up, built, nothing running",
                        seconds(up),
                        "≤ " + TARGET_UP.toSeconds() + " s",
                        up.compareTo(TARGET_UP) <= 0,
                        conditions),
                new Measured(
                        "resident memory of all processes",
                        rss + " MB",
                        "≤ " + TARGET_RSS_MIB + " MB",
                        rss <= TARGET_RSS_MIB,
                        conditions));
    }

    private static List<Measured> service(Platform platform, ServiceSpec spec, PrintStream out) {
        platform.stop(spec.name());
        List<MeasuredStart> plain = new ArrayList<>();
        List<MeasuredStart> cached = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            plain.add(platform.measureStart(spec.name(), true));
            cached.add(platform.measureStart(spec.name(), false));
            out.printf(
                    "  %s round %d: plain %s, AOT cache %s%n",
                    spec.name(),
                    round,
                    seconds(plain.getLast().untilReady()),
                    seconds(cached.getLast().untilReady()));
        }
        platform.start(spec.name());
        MeasuredStart plainMedian = median(plain);
        MeasuredStart cachedMedian = median(cached);
        double ratio = (double) cachedMedian.untilReady().toMillis()
                / plainMedian.untilReady().toMillis();
        String conditions =
                "SerialGC, compact object headers, -Xmx" + spec.heapMiB() + "m, the other processes running";
        return List.of(
                Measured.plain(spec.name() + " plain", described(plainMedian), conditions),
                Measured.plain(spec.name() + " AOT cache", described(cachedMedian), conditions),
                new Measured(
                        spec.name() + " AOT cache / plain",
                        String.format(Locale.ROOT, "%.2f", ratio),
                        "≤ " + TARGET_RATIO,
                        ratio <= TARGET_RATIO,
                        conditions));
    }

    private static MeasuredStart median(List<MeasuredStart> starts) {
        return starts.stream()
                .sorted(Comparator.comparing(MeasuredStart::untilReady))
                .toList()
                .get(starts.size() / 2);
    }

    private static String described(MeasuredStart start) {
        return seconds(start.untilReady()) + ", CPU " + seconds(start.cpu()) + ", " + start.residentMiB() + " MB";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
