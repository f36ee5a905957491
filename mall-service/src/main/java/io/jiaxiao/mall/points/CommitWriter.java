package io.jiaxiao.mall.points;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.points.domain.LedgerCommand;
import io.jiaxiao.mall.points.domain.Outcome;
import io.jiaxiao.starter.gather.Company;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that commits what waits in its queue, as much at once as there is and fits. Under light load a batch is one command, under heavy
 * load it is what came in while the last one was committed; between them, from a hundred a second on, batches begin some milliseconds
 * apart (see {@link Company}).
 *
 * <p>A batch whose locks collide with another instance's is tried again, then split; one that fails for another reason is
 * split at once, so that in the end only the command fails that cannot be done. When the database cannot be reached, all
 * fail alike. Trying again is safe in every case, since keys are stored with the effects.
 */
final class CommitWriter {

    private static final Logger log = LoggerFactory.getLogger(CommitWriter.class);

    private static final int TRIES = 3;
    private static final long LOOK_UP_MILLIS = 200;

    static final Refusal BUSY = Refusal.unavailable("LEDGER_BUSY", "系统繁忙，积分未变动，请稍后再试");

    private final Function<List<LedgerCommand>, List<Outcome>> transaction;
    private final BlockingQueue<Waiting> queue;
    private final int most;
    private final Company company;
    private final LedgerMeters meters;
    private final String name;
    private volatile boolean open = true;
    private @Nullable Thread thread;

    /**
     * @param transaction runs a batch and answers after its commit
     * @param apart at most so long after the start of a batch the next waits for company
     */
    CommitWriter(
            String name,
            Function<List<LedgerCommand>, List<Outcome>> transaction,
            int most,
            int queue,
            Duration apart,
            LedgerMeters meters) {
        this.name = name;
        this.transaction = transaction;
        this.most = most;
        this.company = new Company(apart, CommitWriters.MANY);
        this.queue = new ArrayBlockingQueue<>(queue);
        this.meters = meters;
    }

    private record Waiting(LedgerCommand command, CompletableFuture<Outcome> answer) {}

    /**
     * Completed after the commit. Whoever gives up waiting cancels: a command not yet taken up is then left out.
     *
     * @throws io.jiaxiao.kernel.RefusedException 503 when too many wait already, or the service stops
     */
    CompletableFuture<Outcome> submit(LedgerCommand command) {
        var waiting = new Waiting(command, new CompletableFuture<>());
        company.comes();
        if (!open || !queue.offer(waiting)) {
            meters.refused();
            throw BUSY.asException();
        }
        if (!open && queue.remove(waiting)) {
            throw BUSY.asException();
        }
        return waiting.answer();
    }

    int waiting() {
        return queue.size();
    }

    void start() {
        thread = Thread.ofPlatform().name(name).daemon().start(this::work);
    }

    /** Takes nothing more, commits what waits, and returns. */
    void stop() {
        open = false;
        Thread worker = thread;
        if (worker != null) {
            wake();
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** With nothing to do; a full queue keeps the thread awake anyway. */
    private void wake() {
        var nothing =
                new Waiting(new LedgerCommand.Expire(0), CompletableFuture.completedFuture(new Outcome.Expired(0)));
        if (!queue.offer(nothing)) {
            log.debug("{} is awake", name);
        }
    }

    private void work() {
        List<Waiting> batch = new ArrayList<>(most);
        while (open || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    gather(batch);
                    batch.removeIf(waiting -> waiting.answer().isDone());
                    commit(List.copyOf(batch), 1);
                }
            } catch (InterruptedException e) {
                log.warn("{} was interrupted and goes on until it is stopped", name);
            } finally {
                batch.clear();
            }
        }
    }

    private void gather(List<Waiting> batch) {
        try {
            company.gather(queue, batch, most);
        } catch (InterruptedException e) {
            log.warn("{} was interrupted and commits those who are there", name);
        }
    }

    private void commit(List<Waiting> batch, int attempt) {
        if (batch.isEmpty()) {
            return;
        }
        List<Outcome> outcomes;
        try {
            outcomes = meters.timed(
                    batch.size(),
                    () -> transaction.apply(batch.stream().map(Waiting::command).toList()));
        } catch (RuntimeException e) {
            failed(batch, attempt, e);
            return;
        } catch (Error e) {
            log.error("{} could not go on with {} commands", name, batch.size(), e);
            batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
            return;
        }
        for (int i = 0; i < outcomes.size(); i++) {
            batch.get(i).answer().complete(outcomes.get(i));
        }
    }

    private void failed(List<Waiting> batch, int attempt, RuntimeException e) {
        meters.failed();
        boolean away = CommitFailures.isAway(e);
        if (attempt < TRIES && (away || CommitFailures.isCollision(e))) {
            log.info("{} tries {} commands again: {}", name, batch.size(), e.toString());
            commit(batch, attempt + 1);
        } else if (batch.size() == 1 || away) {
            log.warn("{} cannot commit {} commands: {}", name, batch.size(), e.toString());
            batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
        } else {
            log.info("{} splits {} commands: {}", name, batch.size(), e.toString());
            int half = batch.size() / 2;
            commit(batch.subList(0, half), 1);
            commit(batch.subList(half, batch.size()), 1);
        }
    }
}
