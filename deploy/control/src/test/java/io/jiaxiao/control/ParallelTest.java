package io.jiaxiao.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParallelTest {

    @Test
    void neverMoreAtATimeThanSaid_andAllOfThem() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<Runnable> works = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            works.add(() -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                now.decrementAndGet();
                done.incrementAndGet();
            });
        }

        Parallel.run(2, works);

        assertThat(done).hasValue(50);
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void afterAFailure_whatHasBegunIsLetFinish() {
        Queue<String> ended = new ConcurrentLinkedQueue<>();
        CountDownLatch slowHasBegun = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        Runnable slow = () -> {
            slowHasBegun.countDown();
            await(failed);
            ended.add("slow");
        };
        Runnable broken = () -> {
            await(slowHasBegun);
            failed.countDown();
            throw new CannotContinue("broken");
        };

        assertThatThrownBy(() -> Parallel.run(2, List.of(slow, broken))).hasMessage("broken");
        assertThat(ended).containsExactly("slow");
    }

    @Test
    void afterAFailure_nothingMoreIsBegun() {
        Queue<String> begun = new ConcurrentLinkedQueue<>();
        Runnable broken = () -> {
            throw new CannotContinue("broken");
        };

        assertThatThrownBy(() -> Parallel.run(1, List.of(() -> begun.add("first"), broken, () -> begun.add("third"))))
                .isInstanceOf(CannotContinue.class);
        assertThat(begun).containsExactly("first");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
