package io.jiaxiao.partners.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaterTest {

    private final SimulatedClock clock = new SimulatedClock(1);
    private final Later later = new Later(clock);

    @AfterEach
    void stop() {
        later.close();
    }

    @Test
    void workRunsInTheOrderOfItsMoments_notOfItsArrival() {
        List<String> done = new CopyOnWriteArrayList<>();
        clock.setScale(1000);
        later.after(Duration.ofMinutes(5), () -> done.add("second"));
        later.after(Duration.ofMinutes(1), () -> done.add("first"));
        await().until(() -> done.size() == 2);
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void workThatWaitsAnHour_comesInSecondsWhenTimeIsMadeFaster() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        later.after(Duration.ofMinutes(30), done::countDown);
        clock.setScale(1000);
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void awaiting_endsWhenTheSimulatedMomentHasCome() {
        clock.setScale(1000);
        var start = clock.instant();
        later.await(Duration.ofMinutes(1));
        assertThat(Duration.between(start, clock.instant())).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void awaiting_endsWhenTheApplicationStops() throws Exception {
        Thread waiter = Thread.startVirtualThread(() -> later.await(Duration.ofDays(1)));
        later.close();
        assertThat(waiter.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void workThatFails_doesNotStopTheNext() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        later.after(Duration.ZERO, () -> {
            throw new IllegalStateException("on purpose");
        });
        later.after(Duration.ofMillis(1), done::countDown);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
