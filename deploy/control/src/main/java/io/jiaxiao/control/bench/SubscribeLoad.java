package io.jiaxiao.control.bench;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.bench.SubscribeFlow.Buyer;
import io.jiaxiao.control.bench.SubscribeFlow.FailedException;
import io.jiaxiao.control.bench.SubscribeFlow.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Many parents at once, each through the whole flow one time. Parents are used up, so every flow is a first one. */
final class SubscribeLoad {

    /** Longest that is waited for flows under way once the time is over. */
    private static final Duration GRACE = Duration.ofMinutes(4);

    private final Platform platform;
    private final List<Buyer> buyers;
    private final AtomicInteger next = new AtomicInteger();

    SubscribeLoad(Platform platform, List<Buyer> buyers) {
        this.platform = platform;
        this.buyers = List.copyOf(buyers);
    }

    /**
     * What came of a round.
     *
     * @param complete flows that ended with an open entitlement
     * @param failed   the others, by what went wrong
     * @param nanos    of complete flows, sorted, by step
     */
    record Result(int complete, Map<String, Integer> failed, Duration time, Map<Step, long[]> nanos) {

        double perSecond() {
            return complete / (time.toMillis() / 1_000.0);
        }

        int failures() {
            return failed.values().stream().mapToInt(Integer::intValue).sum();
        }

        double millisAt(Step step, double quantile) {
            long[] sorted = nanos.getOrDefault(step, new long[0]);
            return sorted.length == 0
                    ? Double.NaN
                    : sorted[(int) Math.min(sorted.length - 1, Math.round(quantile * sorted.length))] / 1_000_000.0;
        }
    }

    /** As many as come to their end, with so many always under way. */
    Result saturate(int atOnce, Duration time) {
        return run(atOnce, time, Double.POSITIVE_INFINITY);
    }

    /** So many begin each second, with at most so many under way; a late beginning counts into the first step. */
    Result pace(int atOnce, Duration time, double perSecond) {
        return run(atOnce, time, perSecond);
    }

    private Result run(int atOnce, Duration time, double perSecond) {
        var round = new Round(time, perSecond);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (int i = 0; i < atOnce; i++) {
                threads.execute(round::work);
            }
            threads.shutdown();
            if (!threads.awaitTermination(time.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CannotContinue("Flows still run " + GRACE.toMinutes() + " minutes after their time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted");
        } finally {
            threads.shutdownNow();
        }
        return round.result();
    }

    private final class Round {

        private final long start = System.nanoTime();
        private final long end;
        private final double everyNanos;
        private final AtomicInteger turn = new AtomicInteger();
        private final Map<Step, List<Long>> nanos = new EnumMap<>(Step.class);
        private final Map<String, Integer> failed = new TreeMap<>();
        private int complete;
        private long lastEnd = start;

        Round(Duration time, double perSecond) {
            this.end = start + time.toNanos();
            this.everyNanos = 1_000_000_000.0 / perSecond;
            for (Step step : Step.values()) {
                nanos.put(step, new ArrayList<>());
            }
        }

        void work() {
            try (var flow = new SubscribeFlow(platform)) {
                for (long due = due(); due < end && System.nanoTime() < end; due = due()) {
                    int number = next.getAndIncrement();
                    if (number >= buyers.size()) {
                        return;
                    }
                    LockSupport.parkNanos(due - System.nanoTime());
                    long late = System.nanoTime() - due;
                    try {
                        Map<Step, Long> took = flow.run(buyers.get(number));
                        took.merge(Step.SCAN, everyNanos == 0 ? 0L : late, Long::sum);
                        completed(took);
                    } catch (FailedException e) {
                        failed(String.valueOf(e.getMessage()));
                    }
                }
            }
        }

        /** When the next flow is to begin: now, or by the pace. */
        private long due() {
            return everyNanos == 0 ? System.nanoTime() : start + (long) (turn.getAndIncrement() * everyNanos);
        }

        private synchronized void completed(Map<Step, Long> took) {
            complete++;
            lastEnd = System.nanoTime();
            nanos.forEach((step, all) -> all.add(took.getOrDefault(step, 0L)));
        }

        private synchronized void failed(String why) {
            failed.merge(why.replaceAll("[0-9]{6,}", "N"), 1, Integer::sum);
        }

        private synchronized Result result() {
            if (complete == 0) {
                throw new CannotContinue("No flow came to its end: " + failed);
            }
            Map<Step, long[]> sorted = new EnumMap<>(Step.class);
            nanos.forEach((step, all) -> sorted.put(
                    step, all.stream().mapToLong(Long::longValue).sorted().toArray()));
            return new Result(complete, Collections.unmodifiableMap(failed), Duration.ofNanos(lastEnd - start), sorted);
        }
    }
}
