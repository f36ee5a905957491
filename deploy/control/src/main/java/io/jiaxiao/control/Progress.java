package io.jiaxiao.control;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Shows what is being done and for how long. On a terminal the last line lives; elsewhere every line is final and one
 * comes each {@value #PLAIN_SECONDS} seconds while something is waited for. Steps may run at the same time.
 */
public final class Progress implements AutoCloseable {

    /** Work of one step. */
    @FunctionalInterface
    public interface Work {
        /** Does it and says in a few words how it ended. */
        String run(Step step) throws Exception;
    }

    /** What a running step tells about itself. */
    @FunctionalInterface
    public interface Step {
        /** What it does just now, for the living line. */
        void doing(String what);
    }

    private record Running(long since, String doing) {}

    private static final int PLAIN_SECONDS = 15;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final int columns;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final ScheduledExecutorService ticker;

    /**
     * @param columns of the terminal behind {@code out}, 0 when there is none
     */
    public Progress(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns;
        this.ticker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("progress").factory());
        long millis = live() ? 250 : TimeUnit.SECONDS.toMillis(PLAIN_SECONDS);
        ticker.scheduleAtFixedRate(this::tick, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Runs the work and prints one line when it ended, well or not. What it throws comes out unchanged. */
    public void step(String name, Work work) {
        long start = System.nanoTime();
        started(name, new Running(start, ""));
        try {
            String result = work.run(what -> started(name, new Running(start, what)));
            ended(name, "  ✓ %-18s %7s  %s".formatted(name, seconds(start), result));
        } catch (RuntimeException e) {
            ended(name, "  ✗ %-18s %7s".formatted(name, seconds(start)));
            throw e;
        } catch (Exception e) {
            ended(name, "  ✗ %-18s %7s".formatted(name, seconds(start)));
            throw new CannotContinue(name + ": " + e.getMessage());
        }
    }

    /** A step that had nothing to do. */
    public void already(String name, String why) {
        say("  · %-18s %7s  %s".formatted(name, "", why));
    }

    public synchronized void say(String line) {
        eraseLivingLine();
        out.println(line);
        out.flush();
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        synchronized (this) {
            eraseLivingLine();
            out.flush();
        }
    }

    private synchronized void started(String name, Running state) {
        running.put(name, state);
    }

    private synchronized void ended(String name, String line) {
        running.remove(name);
        say(line);
    }

    private synchronized void tick() {
        if (running.isEmpty()) {
            return;
        }
        String line = running.entrySet().stream()
                .map(entry -> "%s %d s%s"
                        .formatted(
                                entry.getKey(),
                                TimeUnit.NANOSECONDS.toSeconds(
                                        System.nanoTime() - entry.getValue().since()),
                                entry.getValue().doing().isEmpty()
                                        ? ""
                                        : " (" + entry.getValue().doing() + ")"))
                .collect(Collectors.joining(", ", "  … ", ""));
        if (live()) {
            // A line that wraps could not be erased.
            out.print(ERASE_LINE + (line.length() < columns ? line : line.substring(0, columns - 2) + "…"));
            out.flush();
        } else {
            out.println(line);
        }
    }

    private boolean live() {
        return columns > 0;
    }

    private void eraseLivingLine() {
        if (live()) {
            out.print(ERASE_LINE);
        }
    }

    private static String seconds(long startNanos) {
        return seconds(Duration.ofNanos(System.nanoTime() - startNanos));
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
