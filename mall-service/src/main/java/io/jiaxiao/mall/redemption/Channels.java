package io.jiaxiao.mall.redemption;

import io.jiaxiao.mall.supply.AfterSales;
import io.jiaxiao.mall.supply.SupplyChannel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The channels there are, each with a lane of its own: so many calls at once and no more. A channel that hangs fills its own
 * lane; whatever does not fit is left to the sweep, so nothing ever waits here. In a {@link Rush} most is left to it.
 */
@Component
class Channels implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Channels.class);

    private final Map<String, SupplyChannel> byName = new LinkedHashMap<>();
    private final Map<String, AfterSales> afterSales = new LinkedHashMap<>();
    private final Map<String, Semaphore> lanes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Rush rush;
    private final int atOnce;

    Channels(
            ObjectProvider<SupplyChannel> channels,
            ObjectProvider<AfterSales> afterSales,
            Rush rush,
            RedemptionProperties properties) {
        channels.orderedStream().forEach(channel -> byName.put(channel.name(), channel));
        afterSales.orderedStream().forEach(one -> this.afterSales.put(one.channel(), one));
        this.rush = rush;
        this.atOnce = properties.atOnce();
    }

    Optional<SupplyChannel> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<AfterSales> afterSales(String channel) {
        return Optional.ofNullable(afterSales.get(channel));
    }

    Collection<SupplyChannel> all() {
        return byName.values();
    }

    /** Runs the work on the channel's lane; false when the lane is full, and then nothing runs. */
    boolean offer(String channel, Runnable work) {
        Semaphore lane = lane(channel);
        if (!lane.tryAcquire()) {
            return false;
        }
        if (!rush.lets(channel)) {
            lane.release();
            return false;
        }
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    // The order is where it was; the sweep comes back to it.
                    log.warn("work for channel {} failed: {}", channel, e.toString());
                } finally {
                    lane.release();
                }
            });
            return true;
        } catch (RuntimeException stopping) {
            lane.release();
            return false;
        }
    }

    /** Whether something else may be done for the channel; in a rush only so many times a second. */
    boolean haveTimeFor(String channel) {
        return rush.lets(channel);
    }

    int free(String channel) {
        return lane(channel).availablePermits();
    }

    /** Calls open to the channel from this instance. */
    int busy(String channel) {
        return atOnce - free(channel);
    }

    private Semaphore lane(String channel) {
        return lanes.computeIfAbsent(channel, name -> new Semaphore(atOnce));
    }

    @Override
    public void destroy() {
        threads.close();
    }
}
