package io.jiaxiao.risk.decision;

import io.jiaxiao.risk.decision.domain.DecisionRecord;
import io.jiaxiao.risk.decision.store.DecisionStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes passes without a hit behind the answer, sampled ones and those decided without windows: material for replays and
 * figures, of which some may be lost, never a promise.
 */
@Component
class PassSamples implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PassSamples.class);
    private static final int MOST_WAITING = 10_000;
    private static final int BATCH = 200;
    private static final int EVERY_MILLIS = 200;

    private final DecisionStore store;
    private final MeterRegistry meters;
    private final BlockingQueue<Sample> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final ScheduledExecutorService writing = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("risk-samples").daemon().factory());

    PassSamples(DecisionStore store, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
        writing.scheduleWithFixedDelay(this::write, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(DecisionRecord decision, String fingerprint) {
        if (!waiting.offer(new Sample(decision, fingerprint))) {
            lost(1);
        }
    }

    private void write() {
        List<Sample> batch = new ArrayList<>();
        while (waiting.drainTo(batch, BATCH) > 0) {
            try {
                store.insertSamples(
                        batch.stream().map(Sample::decision).toList(),
                        batch.stream().map(Sample::fingerprint).toList());
            } catch (Throwable e) {
                // an error, too: what this thread throws ends all writing for ever
                log.warn("{} sampled decisions are lost: {}", batch.size(), e.toString());
                lost(batch.size());
            }
            batch.clear();
        }
    }

    private void lost(int samples) {
        meters.counter("jiaxiao.risk.samples.lost").increment(samples);
    }

    /** Writes what is waiting; the database is still there. */
    @Override
    public void close() throws InterruptedException {
        writing.shutdown();
        if (writing.awaitTermination(5, TimeUnit.SECONDS)) {
            write();
        }
    }

    private record Sample(DecisionRecord decision, String fingerprint) {}
}
