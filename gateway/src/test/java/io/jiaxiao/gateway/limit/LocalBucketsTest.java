package io.jiaxiao.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.gateway.route.Rate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalBucketsTest {

    private final LocalBuckets buckets = new LocalBuckets();
    private final Charge person = new Charge("p", Rate.of("5/1h"));
    private final Charge address = new Charge("a", Rate.of("3/1h"));

    @Test
    void fiveAnHour_thenTheWaitForTheNext() {
        for (int i = 0; i < 5; i++) {
            assertThat(buckets.take(List.of(person))).isZero();
        }

        assertThat(buckets.take(List.of(person))).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));
    }

    @Test
    void whoIsRefusedByOne_isNotChargedByTheOther() {
        for (int i = 0; i < 3; i++) {
            buckets.take(List.of(address));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(buckets.take(List.of(person, address))).isPositive();
        }

        for (int i = 0; i < 5; i++) {
            assertThat(buckets.take(List.of(person))).isZero();
        }
    }

    @Test
    void manyAtOnceGetNoMoreThanOneAfterTheOther() throws Exception {
        List<Callable<Boolean>> takes = IntStream.range(0, 200)
                .<Callable<Boolean>>mapToObj(
                        i -> () -> buckets.take(List.of(person)).isZero())
                .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(takes).stream().filter(it -> it.resultNow()))
                    .hasSize(5);
        }
    }
}
