package io.jiaxiao.mall.points;

import io.jiaxiao.mall.points.domain.LedgerCommand;
import io.jiaxiao.mall.points.domain.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The writers of this instance. While few wait, the first has all commands, and its batches are the larger for it. Since a moment at which
 * many waited, each number has its own writer for a while: two batches at once are done sooner than one of all, unless they wait for each
 * other's rows. Row locks, not threads, keep a person's commands apart.
 */
final class CommitWriters {

    static final int MANY = 16;
    private static final long A_WHILE_NANOS = 1_000_000_000;

    private final List<CommitWriter> writers;
    private volatile long manyAt = System.nanoTime() - A_WHILE_NANOS;

    /** @param writers at least one */
    CommitWriters(List<CommitWriter> writers) {
        this.writers = List.copyOf(writers);
    }

    /**
     * @param number of the person or hold it is about; decides the writer while many wait
     * @throws io.jiaxiao.kernel.RefusedException as {@link CommitWriter#submit}
     */
    CompletableFuture<Outcome> submit(long number, LedgerCommand command) {
        return writer(number).submit(command);
    }

    private CommitWriter writer(long number) {
        long now = System.nanoTime();
        if (waiting() >= MANY) {
            manyAt = now;
        } else if (now - manyAt > A_WHILE_NANOS) {
            return writers.getFirst();
        }
        return writers.get(Math.floorMod(Long.hashCode(number * 0x9E3779B97F4A7C15L) >>> 8, writers.size()));
    }

    private int waiting() {
        int all = 0;
        for (CommitWriter writer : writers) {
            all += writer.waiting();
        }
        return all;
    }

    void start() {
        writers.forEach(CommitWriter::start);
    }

    void stop() {
        writers.forEach(CommitWriter::stop);
    }
}
