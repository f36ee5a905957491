package io.jiaxiao.starter.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheredTest {

    private final List<List<Integer>> statements = new CopyOnWriteArrayList<>();
    private final Semaphore database = new Semaphore(0);
    private final Gathered<Integer, String> reads = new Gathered<>("test", this::read);

    @AfterEach
    void stop() {
        reads.close();
    }

    @Test
    void whoAsksWhileReadsAreUnderWay_isReadWithTheOthersWhoDid_andEachGetsItsOwn() throws Exception {
        var first = reads.find(1);
        underWay(1);
        var second = reads.find(2);
        underWay(2);
        List<CompletableFuture<Optional<String>>> gathered =
                IntStream.range(3, 53).mapToObj(reads::find).toList();
        database.release(1000);
        for (int i = 0; i < gathered.size(); i++) {
            assertThat(gathered.get(i).get(5, TimeUnit.SECONDS)).isEqualTo(value(i + 3));
        }
        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo(value(1));
        assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo(value(2));
        assertThat(statements).hasSize(3);
    }

    @Test
    void theSameAskedTwice_isReadOnce() throws Exception {
        reads.find(1);
        underWay(1);
        reads.find(2);
        underWay(2);
        var one = reads.find(7);
        var other = reads.find(7);
        database.release(1000);
        assertThat(one.get(5, TimeUnit.SECONDS)).isEqualTo(value(7));
        assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo(value(7));
        assertThat(statements.stream().flatMap(List::stream).filter(key -> key == 7))
                .hasSize(1);
    }

    @Test
    void aReadThatEndsInAnError_isToldToo_andLeavesTheReadersAlive() throws Exception {
        database.release(1000);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> reads.find(-2).get(5, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(StackOverflowError.class);
        }
        assertThat(reads.get(1)).isEqualTo(value(1));
        assertThatThrownBy(() -> reads.get(-1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aReadThatFails_failsWhoIsInIt_andTheNextOneIsReadAgain() throws Exception {
        database.release(1000);
        assertThatThrownBy(() -> reads.find(-1).get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("away");
        assertThat(reads.find(1).get(5, TimeUnit.SECONDS)).isEqualTo(value(1));
        assertThat(reads.find(0).get(5, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void whoGaveUp_isNotAskedFor() throws Exception {
        reads.find(1);
        underWay(1);
        reads.find(2);
        underWay(2);
        reads.find(7).cancel(false);
        var other = reads.find(8);
        database.release(1000);
        assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo(value(8));
        assertThat(statements.stream().flatMap(List::stream)).doesNotContain(7);
    }

    @Test
    void whoWaitsForCompanyWhenItIsClosed_isToldSo() {
        database.release(10_000);
        for (int i = 0; i < 100; i++) {
            CompletableFuture<Optional<String>> last;
            try (var closing = new Gathered<>("closing", this::read)) {
                IntStream.range(1, 20).mapToObj(closing::find).toList().forEach(CompletableFuture::join);
                last = closing.find(7);
                Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> closing.waiting() == 0);
            }
            assertThat(last.handle((value, e) -> e == null || e instanceof RefusedException))
                    .succeedsWithin(Duration.ofSeconds(5))
                    .isEqualTo(true);
        }
    }

    @Test
    void noCallIsLongerThanWanted() throws Exception {
        try (var few = new Gathered<Integer, String>("few", 3, this::read)) {
            List<CompletableFuture<Optional<String>>> asked =
                    IntStream.range(1, 30).mapToObj(few::find).toList();
            database.release(1000);
            for (var one : asked) {
                assertThat(one.get(5, TimeUnit.SECONDS)).isPresent();
            }
        }
        assertThat(statements).allSatisfy(statement -> assertThat(statement).hasSizeLessThanOrEqualTo(3));
    }

    @Test
    void whenTooManyWait_oneMoreIsRefused() {
        IntStream.rangeClosed(1, 10_002).forEach(reads::find);
        underWay(2);
        IntStream.rangeClosed(1, 500).forEach(reads::find);
        assertThatThrownBy(() -> reads.get(5)).isInstanceOfSatisfying(RefusedException.class, busy -> assertThat(
                        busy.refusal().kind())
                .isEqualTo(Refusal.Kind.UNAVAILABLE));
        database.release(1000);
    }

    private void underWay(int many) {
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> database.getQueueLength() == many);
    }

    private static Optional<String> value(int key) {
        return Optional.of("v" + key);
    }

    private Map<Integer, String> read(List<Integer> keys) {
        database.acquireUninterruptibly();
        statements.add(keys);
        if (keys.contains(-1)) {
            throw new IllegalStateException("away");
        }
        if (keys.contains(-2)) {
            throw new StackOverflowError();
        }
        return keys.stream().filter(key -> key > 0).collect(Collectors.toMap(key -> key, key -> "v" + key));
    }
}
