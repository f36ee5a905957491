package io.jiaxiao.mall.redemption;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Whether so many people order at this instance that supplying them has to wait. An order that is accepted is safe and can be
 * placed a minute later; people who wait for their answer go away. Meanwhile each channel still gets a little, so that nothing
 * ever stands still.
 */
@Component
class Rush {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RedemptionProperties.Rush limits;
    private final LongSupplier nanos;
    private final Map<String, Long> nextTurns = new ConcurrentHashMap<>();
    private long second;
    private int before;
    private int now;

    @Autowired
    Rush(RedemptionProperties properties) {
        this(properties.rush(), System::nanoTime);
    }

    Rush(RedemptionProperties.Rush limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.second = nanos.getAsLong();
    }

    /** One more order was accepted. */
    synchronized void accepted() {
        turn();
        now++;
    }

    /** Over the last second, of which the part before the present one is reckoned as if it had been even. */
    synchronized boolean isOn() {
        long passed = turn();
        return before * (double) (SECOND - passed) / SECOND + now >= limits.from();
    }

    /** Whether the channel may be given one more thing to do; in a rush only so many times a second. */
    boolean lets(String channel) {
        if (!isOn()) {
            return true;
        }
        long moment = nanos.getAsLong();
        long[] granted = new long[1];
        nextTurns.compute(channel, (name, next) -> {
            if (next != null && next - moment > 0) {
                return next;
            }
            granted[0] = 1;
            return moment + SECOND / limits.toChannel();
        });
        return granted[0] == 1;
    }

    /** @return how much of the present second has passed, in nanoseconds */
    private long turn() {
        long passed = nanos.getAsLong() - second;
        if (passed >= SECOND) {
            before = passed < 2 * SECOND ? now : 0;
            now = 0;
            long whole = passed / SECOND * SECOND;
            second += whole;
            passed -= whole;
        }
        return passed;
    }
}
