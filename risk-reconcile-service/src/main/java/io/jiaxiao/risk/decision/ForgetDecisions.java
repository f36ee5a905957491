package io.jiaxiao.risk.decision;

import io.jiaxiao.risk.decision.domain.KeptBecause;
import io.jiaxiao.risk.decision.store.DecisionStore;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** Removes decisions nobody asks for any more, in small statements. */
@Service
class ForgetDecisions {

    private static final int BATCH = 1_000;

    private final DecisionStore store;
    private final DecisionProperties properties;
    private final Clock clock;

    ForgetDecisions(DecisionStore store, DecisionProperties properties, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.clock = clock;
    }

    /** @return how many */
    int run() {
        Instant now = clock.instant();
        int forgotten = 0;
        for (KeptBecause kept : KeptBecause.values()) {
            Instant before = now.minus(kept == KeptBecause.SAMPLE ? properties.keepSamples() : properties.keepHits());
            int batch;
            do {
                batch = store.forget(kept, before, BATCH);
                forgotten += batch;
            } while (batch == BATCH);
        }
        return forgotten;
    }
}
