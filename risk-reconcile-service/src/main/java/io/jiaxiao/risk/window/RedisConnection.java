package io.jiaxiao.risk.window;

import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Connects in the background, until it succeeds: the service starts and decides without Redis. */
@Component
final class RedisConnection implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisConnection.class);
    private static final int TRY_AGAIN_SECONDS = 2;
    private static final int CONNECT_MILLIS = 1_000;

    /** Longer than any decision waits; it only ends what nobody waits for any more. */
    private static final int GIVE_UP_MILLIS = 500;

    private static final int PING_MILLIS = 2_000;

    private final Config config;
    private final ScheduledExecutorService connecting = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("risk-redis").daemon().factory());
    private volatile @Nullable RedissonClient client;
    private volatile boolean closed;

    RedisConnection(WindowProperties properties) {
        this.config = config(properties);
        connecting.execute(this::connect);
    }

    private static Config config(WindowProperties properties) {
        URI url = URI.create(properties.redisUrl());
        var config = new Config();
        config.setNettyThreads(2);
        config.setThreads(2);
        config.setUseScriptCache(true);
        SingleServerConfig server = config.useSingleServer()
                .setAddress(url.getScheme() + "://" + url.getAuthority())
                .setConnectionMinimumIdleSize(2)
                .setConnectionPoolSize(properties.connections())
                .setSubscriptionConnectionMinimumIdleSize(0)
                .setConnectTimeout(CONNECT_MILLIS)
                .setTimeout(GIVE_UP_MILLIS)
                .setRetryAttempts(0)
                .setPingConnectionInterval(PING_MILLIS)
                .setDnsMonitoringInterval(-1);
        String path = url.getPath();
        if (path != null && path.length() > 1) {
            server.setDatabase(Integer.parseInt(path.substring(1)));
        }
        return config;
    }

    private void connect() {
        if (closed) {
            return;
        }
        try {
            client = Redisson.create(config);
        } catch (RedisException e) {
            log.debug("Redis is not there yet", e);
            connecting.schedule(this::connect, TRY_AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Null before the first connection. */
    @Nullable
    RedissonClient client() {
        return client;
    }

    @Override
    public void close() {
        closed = true;
        connecting.shutdownNow();
        RedissonClient open = client;
        if (open != null) {
            open.shutdown(0, 2, TimeUnit.SECONDS);
        }
    }
}
