package io.jiaxiao.risk.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HotReloadTest {

    @Test
    void anErrorWhileReadingEndsNoLooking() {
        var fragile = new Fragile();
        var reload =
                new HotReload(List.of(fragile), new ReloadProperties(Duration.ofMillis(5)), new SimpleMeterRegistry());
        reload.start();
        try {
            await().atMost(Duration.ofSeconds(10)).until(() -> fragile.revision() >= 5);
            assertThat(fragile.revision()).isGreaterThanOrEqualTo(5);
        } finally {
            reload.stop();
        }
    }

    /** Breaks at its second look as a rule nested too deeply would. */
    private static final class Fragile implements Reloadable {

        private final AtomicLong looks = new AtomicLong();

        @Override
        public String name() {
            return "fragile";
        }

        @Override
        public void reloadIfMoved() {
            if (looks.incrementAndGet() == 2) {
                throw new StackOverflowError("test");
            }
        }

        @Override
        public long revision() {
            return looks.get();
        }
    }
}
