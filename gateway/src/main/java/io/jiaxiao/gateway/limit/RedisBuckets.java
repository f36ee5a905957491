package io.jiaxiao.gateway.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buckets shared by all gateways. Every bucket of a request is looked at and charged by one script in one round trip
 * (generic cell rate algorithm: the only state is the time at which the bucket would be full again, by Redis's clock).
 */
final class RedisBuckets implements Buckets, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisBuckets.class);
    private static final int TRY_AGAIN_SECONDS = 2;

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

    private final Config config;
    private final Duration patience;
    private final ScheduledExecutorService housekeeping;
    private volatile @Nullable RedissonClient client;
    private volatile boolean closed;

    RedisBuckets(String url, Duration patience, ScheduledExecutorService housekeeping) {
        this.config = config(url);
        this.patience = patience;
        this.housekeeping = housekeeping;
    }

    private static Config config(String url) {
        var config = new Config();
        config.setNettyThreads(2);
        config.setThreads(2);
        // a script is sent once, and by its digest then
        config.setUseScriptCache(true);
        config.useSingleServer()
                .setAddress(url)
                .setConnectionMinimumIdleSize(2)
                .setConnectionPoolSize(16)
                .setSubscriptionConnectionMinimumIdleSize(0)
                .setConnectTimeout(1_000)
                .setTimeout(500)
                .setRetryAttempts(0)
                .setPingConnectionInterval(2_000)
                .setDnsMonitoringInterval(-1);
        return config;
    }

    /** Connects in the background, until it succeeds: the gateway starts without Redis. */
    void connectSoon() {
        housekeeping.execute(this::connect);
    }

    private void connect() {
        if (closed) {
            return;
        }
        try {
            client = Redisson.create(config);
        } catch (RedisException e) {
            log.debug("Redis is not there yet", e);
            housekeeping.schedule(this::connect, TRY_AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public Duration take(List<Charge> charges) throws BucketsAwayException {
        RedissonClient redis = client;
        if (redis == null) {
            throw new BucketsAwayException("not connected yet");
        }
        List<Object> keys = new ArrayList<>(charges.size());
        Object[] rates = new Object[2 * charges.size()];
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            keys.add("gw:rate:" + charge.key());
            rates[2 * i] = Long.toString(charge.rate().microsBetween());
            rates[2 * i + 1] = Long.toString(charge.rate().period().toNanos() / 1_000);
        }
        CompletableFuture<Long> answer = redis.getScript(StringCodec.INSTANCE)
                .<Long>evalAsync(RScript.Mode.READ_WRITE, SCRIPT, RScript.ReturnType.LONG, keys, rates)
                .toCompletableFuture();
        try {
            return Duration.ofNanos(1_000 * answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw new BucketsAwayException(e);
        } catch (ExecutionException e) {
            throw new BucketsAwayException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BucketsAwayException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        RedissonClient open = client;
        if (open != null) {
            open.shutdown(0, 2, TimeUnit.SECONDS);
        }
    }
}
