package io.jiaxiao.message.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A channel says that a person has to put something right. Every time is counted; the log says it once a minute. */
@Component
class ChannelAlarms {

    private static final Logger log = LoggerFactory.getLogger(ChannelAlarms.class);
    private static final Duration SAID_ONCE_IN = Duration.ofMinutes(1);

    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, Instant> said = new ConcurrentHashMap<>();

    ChannelAlarms(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    void raise(String channel, String code) {
        meters.counter("jiaxiao.channel.alarms", "channel", channel, "code", code)
                .increment();
        Instant now = clock.instant();
        said.compute(channel + '/' + code, (what, last) -> {
            if (last != null && now.isBefore(last.plus(SAID_ONCE_IN))) {
                return last;
            }
            log.error("channel {} needs a person: {}", channel, code);
            return now;
        });
    }
}
