package io.jiaxiao.mall.points;

import io.jiaxiao.mall.points.domain.LedgerCommand;
import io.jiaxiao.mall.points.domain.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The writers of this instance. The first has all commands, whose batches are the larger for it, until so many wait that another batch at
 * the same time is worth its statements. Row locks, not threads, keep a person's commands apart.
 */
final class CommitWriters {

    /** When so many wait for the first, two batches at once are done sooner than one of all. */
    static final int MANY = 16;

    private final List<CommitWriter> writers;

    /** @param writers at least one */
    CommitWriters(List<CommitWriter> writers) {
        this.writers = List.copyOf(writers);
    }

    /**
     * @param number of the person or hold it is about: when many wait, those of one number stay together
     * @throws io.jiaxiao.kernel.RefusedException as {@link CommitWriter#submit}
     */
    CompletableFuture<Outcome> submit(long number, LedgerCommand command) {
        return writer(number).submit(command);
    }

    private CommitWriter writer(long number) {
        CommitWriter first = writers.getFirst();
        if (first.waiting() < MANY) {
            return first;
        }
        return writers.get(Math.floorMod(Long.hashCode(number * 0x9E3779B97F4A7C15L) >>> 8, writers.size()));
    }

    void start() {
        writers.forEach(CommitWriter::start);
    }

    void stop() {
        writers.forEach(CommitWriter::stop);
    }
}
