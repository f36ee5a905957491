package io.jiaxiao.starter.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SnowflakeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final Snowflake snowflake = new Snowflake(clock);

    @Test
    void anId_carriesTimeWorkerAndSequence() {
        long first = snowflake.next(lease(5)).orElseThrow();
        long second = snowflake.next(lease(5)).orElseThrow();

        assertThat(Ids.madeAt(first)).isEqualTo(NOW);
        assertThat(first >>> 12 & 1023).isEqualTo(5);
        assertThat(first & 4095).isZero();
        assertThat(second).isEqualTo(first + 1);
        assertThat(first).isPositive();
    }

    @Test
    void theHighestWorkerAndTheLastDay_stillMakeAPositiveId() {
        clock.now = Instant.ofEpochMilli(Snowflake.EPOCH_MS + (1L << 41) - 1);
        assertThat(snowflake.next(lease(1023)).orElseThrow()).isPositive();
    }

    @Test
    void moreThan4096InAMillisecond_borrowFromTheNextOne() {
        Set<Long> ids = new HashSet<>();
        long last = 0;
        for (int i = 0; i < 20_000; i++) {
            long id = snowflake.next(lease(1)).orElseThrow();
            assertThat(id).isGreaterThan(last);
            ids.add(id);
            last = id;
        }
        assertThat(ids).hasSize(20_000);
        assertThat(Ids.madeAt(last)).isEqualTo(NOW.plusMillis(4));
    }

    @Test
    void aClockThatJumpsBack_neverMakesAnIdTwiceOrALowerOne() {
        long before = snowflake.next(lease(1)).orElseThrow();
        clock.now = NOW.minusSeconds(3600);
        for (int i = 0; i < 5_000; i++) {
            long id = snowflake.next(lease(1)).orElseThrow();
            assertThat(id).isGreaterThan(before);
            before = id;
        }
    }

    @Test
    void aFormerHolderWithAFastClock_isNeverUndercut() {
        long floor = NOW.plusSeconds(600).toEpochMilli();
        long id = snowflake
                .next(new WorkerLease(1, "me", floor, floor + 60_000, 0))
                .orElseThrow();
        assertThat(Ids.madeAt(id).toEpochMilli()).isGreaterThan(floor);
    }

    @Test
    void beyondTheCeiling_nothingIsMade() {
        clock.now = NOW.plusSeconds(61);
        assertThat(snowflake.next(lease(1))).isEmpty();
        clock.now = NOW.plusSeconds(60);
        assertThat(snowflake.next(lease(1))).isPresent();
    }

    @Test
    void afterItsEnd_nothingIsMade_andTheEndIsTheLastOneMade() {
        snowflake.next(lease(1));
        assertThat(snowflake.close()).isEqualTo(NOW.toEpochMilli());
        assertThat(snowflake.next(lease(1))).isEmpty();
    }

    @Test
    void eightThreads_neverMakeTheSame() throws Exception {
        Set<Long> ids = ConcurrentHashMap.newKeySet();
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(n -> threads.submit(() -> {
                        go.await();
                        for (int i = 0; i < 20_000; i++) {
                            ids.add(snowflake.next(lease(1)).orElseThrow());
                        }
                        return null;
                    }))
                    .toList();
            go.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(ids).hasSize(160_000);
    }

    private static WorkerLease lease(int worker) {
        return new WorkerLease(
                worker,
                "me",
                Snowflake.EPOCH_MS,
                Math.max(NOW.plusSeconds(60).toEpochMilli(), worker == 1023 ? Long.MAX_VALUE / 2 : 0),
                0);
    }

    private static final class SettableClock extends Clock {
        private volatile Instant now;

        SettableClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
