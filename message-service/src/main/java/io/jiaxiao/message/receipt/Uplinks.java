package io.jiaxiao.message.receipt;

import io.jiaxiao.message.receipt.domain.Uplink;
import io.jiaxiao.message.receipt.store.UplinkStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Service;

/** Texts that people write back: kept, so that a wish to be left alone is known when block lists come. */
@Service
public class Uplinks {

    private final UplinkStore store;
    private final MeterRegistry meters;
    private final Clock clock;

    Uplinks(UplinkStore store, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.meters = meters;
        this.clock = clock;
    }

    /** Takes a text in; a copy has no effect. */
    public void take(Uplink uplink) {
        if (store.add(uplink, clock.instant().truncatedTo(ChronoUnit.MILLIS))) {
            meters.counter("jiaxiao.messages.uplinks", "wish", uplink.wish().name())
                    .increment();
        }
    }
}
