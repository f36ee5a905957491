package io.jiaxiao.mall.points;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** What the writers do, in numbers. */
final class LedgerMeters {

    private final MeterRegistry registry;
    private final Timer commits;
    private final DistributionSummary sizes;
    private final Counter failures;
    private final Counter refusals;
    private final Counter stuck;

    LedgerMeters(MeterRegistry registry) {
        this.registry = registry;
        commits = Timer.builder("jiaxiao.ledger.commit")
                .description("one batch, from its first lock to its commit")
                .register(registry);
        sizes = DistributionSummary.builder("jiaxiao.ledger.batch")
                .description("commands in a batch")
                .register(registry);
        failures = Counter.builder("jiaxiao.ledger.failed")
                .description("batches that had to be tried again, split or given up")
                .register(registry);
        refusals = Counter.builder("jiaxiao.ledger.busy")
                .description("commands refused because too many waited")
                .register(registry);
        stuck = Counter.builder("jiaxiao.ledger.stuck")
                .description("what a round of a job could not do, and left for the next")
                .tag("what", "expiry")
                .register(registry);
    }

    void watch(CommitWriter writer, int number) {
        Gauge.builder("jiaxiao.ledger.waiting", writer, CommitWriter::waiting)
                .description("commands waiting for a writer")
                .tag("writer", Integer.toString(number))
                .register(registry);
    }

    <T> T timed(int size, Supplier<T> batch) {
        sizes.record(size);
        return commits.record(batch);
    }

    void failed() {
        failures.increment();
    }

    void refused() {
        refusals.increment();
    }

    /** Someone's lots could not be ended. */
    void stuck() {
        stuck.increment();
    }
}
