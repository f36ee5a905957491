package io.jiaxiao.mall.points;

import io.jiaxiao.mall.points.domain.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for what a writer answers. Whoever gives up cancels, so that a command not yet taken up is left out. */
final class Answers {

    private final Duration within;

    Answers(Duration within) {
        this.within = within;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 503 when there is none in time, or nobody knows */
    Outcome await(CompletableFuture<Outcome> answer) {
        return await(answer, deadline());
    }

    /** For several answers that share one deadline. */
    Outcome await(CompletableFuture<Outcome> answer, long deadline) {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw GroupCommitLedger.UNANSWERED.asException();
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw GroupCommitLedger.UNANSWERED.asException();
        }
    }

    long deadline() {
        return System.nanoTime() + within.toNanos();
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case Error error -> throw error;
            case RuntimeException e when CommitFailures.mayPass(e) -> GroupCommitLedger.UNANSWERED.asException();
            case RuntimeException e -> e;
            case null, default -> new IllegalStateException(cause);
        };
    }
}
