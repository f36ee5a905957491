package io.jiaxiao.message.dispatch;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.message.lifecycle.Upkeep;
import io.jiaxiao.message.lifecycle.Upkeep.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How many messages wait in each lane, and since when the oldest does; asked of the database once per reading of all. */
@Component
class BacklogGauges implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Upkeep upkeep;
    private final Clock clock;
    private Instant readAt = Instant.EPOCH;
    private Map<Lane, Backlog> lanes = Map.of();

    BacklogGauges(Upkeep upkeep, Clock clock) {
        this.upkeep = upkeep;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (Lane lane : Lane.values()) {
            Gauge.builder("jiaxiao.messages.waiting", () -> of(lane).messages())
                    .description("messages no channel has taken yet")
                    .tag("lane", lane.name())
                    .register(meters);
            Gauge.builder("jiaxiao.messages.waiting.age", () -> of(lane).age().toMillis() / 1000.0)
                    .description("age of the oldest of them")
                    .baseUnit("seconds")
                    .tag("lane", lane.name())
                    .register(meters);
        }
    }

    /** Fails while the database is away; the meter then shows nothing rather than an old number. */
    private synchronized Backlog of(Lane lane) {
        Instant now = clock.instant();
        if (!now.isBefore(readAt.plus(FRESH))) {
            Map<Lane, Backlog> read = new EnumMap<>(Lane.class);
            upkeep.backlog().forEach(backlog -> read.put(backlog.lane(), backlog));
            lanes = read;
            readAt = now;
        }
        return lanes.getOrDefault(lane, new Backlog(lane, 0, Duration.ZERO));
    }
}
