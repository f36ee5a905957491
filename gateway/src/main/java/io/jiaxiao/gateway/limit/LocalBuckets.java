package io.jiaxiao.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.List;

/** Buckets of this process alone: what holds while Redis is away. */
final class LocalBuckets implements Buckets {

    private static final int MOST_CALLERS = 100_000;

    private final Cache<Charge, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    @Override
    public Duration take(List<Charge> charges) {
        for (int i = 0; i < charges.size(); i++) {
            ConsumptionProbe probe = bucket(charges.get(i)).tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                charges.subList(0, i).forEach(taken -> bucket(taken).addTokens(1));
                return Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
            }
        }
        return Duration.ZERO;
    }

    private Bucket bucket(Charge charge) {
        return buckets.get(charge, LocalBuckets::fresh);
    }

    private static Bucket fresh(Charge charge) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(charge.rate().count())
                        .refillGreedy(charge.rate().count(), charge.rate().period()))
                .build();
    }
}
