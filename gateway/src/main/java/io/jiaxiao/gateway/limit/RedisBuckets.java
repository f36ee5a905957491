package io.jiaxiao.gateway.limit;

import io.jiaxiao.starter.redis.Redis;
import io.jiaxiao.starter.redis.RedisAwayException;
import io.jiaxiao.starter.redis.SharedScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Buckets shared by all gateways. Every bucket of a request is looked at and charged by one script in one round trip
 * (generic cell rate algorithm: the only state is the time at which the bucket would be full again, by Redis's clock).
 */
final class RedisBuckets implements Buckets {

    /** Some microseconds each. */
    private static final int REQUESTS_TOGETHER = 64;

    private static final String SCRIPT =
            """
            local clock = redis.call('TIME')
            local now = clock[1] * 1000000 + clock[2]
            local wait = 0
            local full = {}
            for i = 1, #KEYS do
              local between = tonumber(ARGV[2 * i - 1])
              local period = tonumber(ARGV[2 * i])
              full[i] = math.max(tonumber(redis.call('GET', KEYS[i]) or '0'), now) + between
              wait = math.max(wait, full[i] - now - period)
            end
            if wait == 0 then
              for i = 1, #KEYS do
                redis.call('SET', KEYS[i], string.format('%.0f', full[i]), 'PX', math.ceil((full[i] - now) / 1000))
              end
            end
            return wait
            """;

    private final SharedScript script;

    RedisBuckets(Redis redis, Duration patience) {
        this.script = new SharedScript(redis, SCRIPT, patience, REQUESTS_TOGETHER);
    }

    @Override
    public Duration take(List<Charge> charges) throws BucketsAwayException {
        List<String> keys = new ArrayList<>(charges.size());
        List<String> rates = new ArrayList<>(2 * charges.size());
        for (Charge charge : charges) {
            keys.add("gw:rate:" + charge.key());
            rates.add(Long.toString(charge.rate().microsBetween()));
            rates.add(Long.toString(charge.rate().period().toNanos() / 1_000));
        }
        try {
            return Duration.ofNanos(1_000 * Long.parseLong(script.ask(keys, rates)));
        } catch (RedisAwayException e) {
            throw new BucketsAwayException(e);
        }
    }
}
