package io.jiaxiao.starter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class GatheredReadsTest {

    private final List<List<Integer>> statements = new CopyOnWriteArrayList<>();
    private final Semaphore database = new Semaphore(0);
    private final GatheredReads<Integer, String> reads = new GatheredReads<>("test", this::read);

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
