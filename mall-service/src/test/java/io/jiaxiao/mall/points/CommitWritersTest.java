package io.jiaxiao.mall.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.points.domain.LedgerCommand;
import io.jiaxiao.mall.points.domain.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitWritersTest {

    private final CountDownLatch database = new CountDownLatch(1);
    private final AtomicInteger batchesOfTheFirst = new AtomicInteger();
    private final AtomicInteger batchesOfTheSecond = new AtomicInteger();
    private final LedgerMeters meters = new LedgerMeters(new SimpleMeterRegistry());
    private final CommitWriter first = writer("first", batchesOfTheFirst);
    private final CommitWriter second = writer("second", batchesOfTheSecond);
    private final CommitWriters writers = new CommitWriters(List.of(first, second));

    private CommitWriter writer(String name, AtomicInteger batches) {
        Function<List<LedgerCommand>, List<Outcome>> commit = commands -> {
            batches.incrementAndGet();
            try {
                database.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return commands.stream()
                    .map(command -> (Outcome) new Outcome.Expired(1))
                    .toList();
        };
        return new CommitWriter(name, commit, 512, 1_000, Duration.ofMillis(20), meters);
    }

    @BeforeEach
    void start() {
        writers.start();
    }

    @AfterEach
    void stop() {
        database.countDown();
        writers.stop();
    }

    @Test
    void untilManyWait_allAreOneBatch_andTheSecondWriterHasNone() {
        List<CompletableFuture<Outcome>> answers = new ArrayList<>(underWay());
        answers.addAll(submit(CommitWriters.MANY));
        assertThat(first.waiting()).isEqualTo(CommitWriters.MANY);

        database.countDown();
        answers.forEach(answer -> assertThat(answer.join()).isEqualTo(new Outcome.Expired(1)));
        assertThat(batchesOfTheFirst).hasValue(2);
        assertThat(batchesOfTheSecond).hasValue(0);
    }

    @Test
    void whenManyWait_theOtherWriterCommitsAtTheSameTime_andNoCommandIsLost() {
        List<CompletableFuture<Outcome>> answers = new ArrayList<>(underWay());
        answers.addAll(submit(200));
        await().until(() -> batchesOfTheSecond.get() == 1);
        assertThat(first.waiting() + second.waiting()).isLessThan(200);

        database.countDown();
        answers.forEach(answer -> assertThat(answer.join()).isEqualTo(new Outcome.Expired(1)));
    }

    @Test
    void whatComesOneAfterTheOther_butOften_goesTogether() throws Exception {
        tenWentTogether();
        int before = batchesOfTheFirst.get();
        List<CompletableFuture<Outcome>> answers = new CopyOnWriteArrayList<>();
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var tick = clock.scheduleAtFixedRate(() -> answers.addAll(submit(1)), 0, 3, TimeUnit.MILLISECONDS);
            await().until(() -> answers.size() >= 150);
            tick.cancel(false);
        }
        answers.forEach(CompletableFuture::join);
        assertThat(batchesOfTheFirst.get() - before).isLessThan(answers.size() / 2);
    }

    /** One command that the first writer has taken up, and whose commit takes its time. */
    private List<CompletableFuture<Outcome>> underWay() {
        List<CompletableFuture<Outcome>> one = submit(1);
        await().until(() -> batchesOfTheFirst.get() == 1);
        return one;
    }

    /** Where all go alone, nobody waits for company: see {@code Company}. */
    private void tenWentTogether() {
        List<CompletableFuture<Outcome>> answers = new ArrayList<>(underWay());
        answers.addAll(submit(10));
        database.countDown();
        answers.forEach(CompletableFuture::join);
    }

    private List<CompletableFuture<Outcome>> submit(int commands) {
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        for (long person = 1; person <= commands; person++) {
            answers.add(writers.submit(person, new LedgerCommand.Expire(person)));
        }
        return answers;
    }
}
