package io.jiaxiao.risk.alarm;

import io.jiaxiao.contracts.risk.RiskAlarm;
import io.jiaxiao.risk.alarm.store.AlarmStore;
import io.jiaxiao.starter.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells operators and emergency plans. Whichever instance sees it first tells it; the others stay quiet for a while. */
@Service
public class RaiseAlarm {

    private static final Logger log = LoggerFactory.getLogger(RaiseAlarm.class);

    private final AlarmStore store;
    private final Outbox outbox;
    private final AlarmProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;

    RaiseAlarm(AlarmStore store, Outbox outbox, AlarmProperties properties, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @param kind    as in {@link RiskAlarm}
     * @param subject a scene or a rule, at most 64 characters
     * @return whether it was told now
     */
    @Transactional
    public boolean raise(String kind, String subject, String detail) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        meters.counter("jiaxiao.risk.alarms", "kind", kind).increment();
        if (!store.mayTell(kind, subject, now, now.minus(properties.alarmPause()))) {
            return false;
        }
        log.error("{} {}: {}", kind, subject, detail);
        outbox.append(new RiskAlarm(kind, subject, detail, now));
        return true;
    }
}
