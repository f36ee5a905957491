package io.jiaxiao.message.dispatch;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.message.channel.Submission;
import io.jiaxiao.message.lifecycle.Upkeep.Backlog;
import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.domain.WaitingMessage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What operations watch: submissions by channel and outcome, the way from acceptance to a channel, and what waits. */
@Component
class DispatchMeters {

    private final MeterRegistry meters;
    private final Clock clock;
    private volatile Map<Lane, Backlog> waiting = Map.of();

    DispatchMeters(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        for (Lane lane : Lane.values()) {
            Gauge.builder("jiaxiao.messages.waiting", () -> backlog(lane).messages())
                    .description("messages no channel has taken yet")
                    .tag("lane", lane.name())
                    .register(meters);
            Gauge.builder(
                            "jiaxiao.messages.waiting.age",
                            () -> backlog(lane).age().toMillis() / 1000.0)
                    .description("age of the oldest of them")
                    .baseUnit("seconds")
                    .tag("lane", lane.name())
                    .register(meters);
        }
    }

    void answered(WaitingMessage message, Attempt attempt, Submission answer) {
        String outcome =
                switch (answer) {
                    case Submission.Accepted ignored -> "OK";
                    case Submission.Refused ignored -> "REFUSED";
                    case Submission.Unknown ignored -> "UNKNOWN";
                };
        Timer.builder("jiaxiao.messages.submitted")
                .description("one call of a channel")
                .tags("channel", attempt.channel(), "lane", message.lane().name(), "outcome", outcome)
                .register(meters)
                .record(Duration.between(attempt.startedAt(), clock.instant()));
        if (answer instanceof Submission.Accepted) {
            Timer.builder("jiaxiao.messages.accept.to.submit")
                    .description("from acceptance to a channel's yes")
                    .tag("lane", message.lane().name())
                    .publishPercentileHistogram()
                    .register(meters)
                    .record(Duration.between(message.acceptedAt(), clock.instant()));
        }
    }

    void alarm(String channel, String code) {
        meters.counter("jiaxiao.channel.alarms", "channel", channel, "code", code)
                .increment();
    }

    void backlog(List<Backlog> lanes) {
        Map<Lane, Backlog> now = new EnumMap<>(Lane.class);
        lanes.forEach(lane -> now.put(lane.lane(), lane));
        waiting = now;
    }

    private Backlog backlog(Lane lane) {
        return waiting.getOrDefault(lane, new Backlog(lane, 0, Duration.ZERO));
    }
}
