package io.jiaxiao.risk.reload;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks in every instance whether something has moved. A change is in force everywhere at most {@code
 * jiaxiao.risk.reload-every} plus one reading after its commit; how long ago the last look succeeded is a gauge.
 */
@Component
class HotReload implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HotReload.class);

    private final List<Reloadable> kept;
    private final ReloadProperties properties;
    private final Map<String, Long> lookedAt = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("risk-reload").daemon().factory());
    private volatile boolean running;

    HotReload(List<Reloadable> kept, ReloadProperties properties, MeterRegistry meters) {
        this.kept = List.copyOf(kept);
        this.properties = properties;
        for (Reloadable one : kept) {
            lookedAt.put(one.name(), System.nanoTime());
            Gauge.builder("jiaxiao.risk.reload.age", () -> secondsSince(one.name()))
                    .tag("what", one.name())
                    .description("seconds since the last successful look")
                    .register(meters);
        }
    }

    private double secondsSince(String name) {
        return (System.nanoTime() - lookedAt.getOrDefault(name, System.nanoTime())) / 1e9;
    }

    /** The first look is part of the start: without rules there is nothing to decide by. */
    @Override
    public void start() {
        kept.forEach(Reloadable::reloadIfMoved);
        long every = properties.reloadEvery().toMillis();
        looking.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
        running = true;
    }

    private void look() {
        for (Reloadable one : kept) {
            try {
                one.reloadIfMoved();
                lookedAt.put(one.name(), System.nanoTime());
            } catch (Throwable e) {
                // an error, too: what this thread throws ends all looking for ever
                log.warn("{} cannot be read again now, what was read before stays: {}", one.name(), e.toString());
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        looking.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server takes requests. */
    @Override
    public int getPhase() {
        return 0;
    }
}
