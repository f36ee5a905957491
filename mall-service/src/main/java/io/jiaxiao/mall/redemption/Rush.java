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
    private static final int FIFTHS = 5;
    /** Chance alone brings many within a fifth of a second, so there have to be more. */
    private static final double SUDDEN = 1.5;

    private final RedemptionProperties.Rush limits;
    private final LongSupplier nanos;
    private final Map<String, Long> nextTurns = new ConcurrentHashMap<>();
    private final Lately lastSecond;
    private final Lately lastFifth;

    @Autowired
    Rush(RedemptionProperties properties) {
        this(properties.rush(), System::nanoTime);
    }

    Rush(RedemptionProperties.Rush limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.lastSecond = new Lately(SECOND, nanos.getAsLong());
        this.lastFifth = new Lately(SECOND / FIFTHS, nanos.getAsLong());
    }

    /** One more order is asked for. Whether it will be accepted takes as much to find out, and comes too late to know of a rush. */
    synchronized void comes() {
        long moment = nanos.getAsLong();
        lastSecond.add(moment);
        lastFifth.add(moment);
    }

    /**
     * Many in a second, or half as many again in a fifth of one: one that is seen only after a second has given its first orders to
     * the channels by then.
     */
    synchronized boolean isOn() {
        long moment = nanos.getAsLong();
        return lastSecond.count(moment) >= limits.from() || lastFifth.count(moment) * FIFTHS >= limits.from() * SUDDEN;
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

    /** How many there were over the last so many nanoseconds, whose part before the present period is reckoned as even. */
    private static final class Lately {

        private final long period;
        private long start;
        private int before;
        private int now;

        Lately(long period, long start) {
            this.period = period;
            this.start = start;
        }

        void add(long moment) {
            turn(moment);
            now++;
        }

        double count(long moment) {
            long passed = turn(moment);
            return before * (double) (period - passed) / period + now;
        }

        /** @return how much of the present period has passed */
        private long turn(long moment) {
            long passed = moment - start;
            if (passed >= period) {
                before = passed < 2 * period ? now : 0;
                now = 0;
                long whole = passed / period * period;
                start += whole;
                passed -= whole;
            }
            return passed;
        }
    }
}
