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
 * lane; whatever does not fit is left to the sweep, so nothing ever waits here. In a rush lanes are narrow: an order that is
 * accepted is safe and can be placed a minute later, while people who wait for their answer go away.
 */
@Component
class Channels implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Channels.class);

    private final Map<String, SupplyChannel> byName = new LinkedHashMap<>();
    private final Map<String, AfterSales> afterSales = new LinkedHashMap<>();
    private final Map<String, Semaphore> lanes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PeopleWaiting people;
    private final int atOnce;
    private final RedemptionProperties.Rush rush;

    Channels(
            ObjectProvider<SupplyChannel> channels,
            ObjectProvider<AfterSales> afterSales,
            PeopleWaiting people,
            RedemptionProperties properties) {
        channels.orderedStream().forEach(channel -> byName.put(channel.name(), channel));
        afterSales.orderedStream().forEach(one -> this.afterSales.put(one.channel(), one));
        this.people = people;
        this.atOnce = properties.atOnce();
        this.rush = properties.rush();
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
        if (free(channel) == 0 || !lane.tryAcquire()) {
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

    /** Never negative. */
    int free(String channel) {
        int wide = people.many() >= rush.from() ? Math.min(rush.atOnce(), atOnce) : atOnce;
        return Math.max(0, wide - busy(channel));
    }

    /** Calls open to the channel from this instance. */
    int busy(String channel) {
        return atOnce - lane(channel).availablePermits();
    }

    private Semaphore lane(String channel) {
        return lanes.computeIfAbsent(channel, name -> new Semaphore(atOnce));
    }

    @Override
    public void destroy() {
        threads.close();
    }
}
