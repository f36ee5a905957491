package io.jiaxiao.mall.redis;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Connects in the background and again after every loss: the service starts and runs without Redis. */
@Component
public class Redis implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Redis.class);
    private static final int TRY_AGAIN_SECONDS = 2;

    private final Config config;
    private final ScheduledExecutorService connecting = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("redis-connect").factory());
    private final List<Consumer<RedissonClient>> onConnect = new CopyOnWriteArrayList<>();
    private volatile @Nullable RedissonClient client;
    private volatile boolean closed;

    public Redis(@Value("${jiaxiao.redis.url:${JX_REDIS_URL:redis://127.0.0.1:16379}}") String url) {
        this.config = config(url);
        connecting.execute(this::connect);
    }

    private static Config config(String url) {
        var config = new Config();
        config.setNettyThreads(2);
        config.setThreads(2);
        // a script is sent once, and by its digest then
        config.setUseScriptCache(true);
        config.useSingleServer()
                .setAddress(url)
                .setDatabase(database(url))
                .setConnectionMinimumIdleSize(2)
                .setConnectionPoolSize(32)
                .setSubscriptionConnectionMinimumIdleSize(0)
                .setConnectTimeout(1_000)
                .setTimeout(1_000)
                .setRetryAttempts(0)
                .setPingConnectionInterval(2_000)
                .setDnsMonitoringInterval(-1);
        return config;
    }

    /** The library leaves the number in an address like {@code redis://host:port/7} alone. */
    private static int database(String url) {
        String path = URI.create(url).getPath();
        return path == null || path.length() < 2 ? 0 : Integer.parseInt(path.substring(1));
    }

    private void connect() {
        if (closed) {
            return;
        }
        try {
            RedissonClient connected = Redisson.create(config);
            synchronized (this) {
                onConnect.forEach(each -> each.accept(connected));
                client = connected;
            }
        } catch (RedisException e) {
            log.debug("Redis is not there yet", e);
            connecting.schedule(this::connect, TRY_AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Runs once, when there is a connection: for listeners, which the client keeps over later losses. */
    public synchronized void whenConnected(Consumer<RedissonClient> action) {
        RedissonClient open = client;
        if (open == null) {
            onConnect.add(action);
        } else {
            action.accept(open);
        }
    }

    /**
     * Asks and waits, but no longer than that.
     *
     * @throws RedisAwayException not connected, no answer in time, or an error; what was asked may have happened
     */
    public <T extends @Nullable Object> T ask(Duration patience, Function<RedissonClient, CompletionStage<T>> question)
            throws RedisAwayException {
        RedissonClient open = client;
        if (open == null) {
            throw new RedisAwayException("not connected yet");
        }
        var answer = question.apply(open).toCompletableFuture();
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            answer.cancel(false);
            throw new RedisAwayException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisAwayException(e);
        }
    }

    /** Says something and waits for nothing: it may never arrive. */
    public void tell(Function<RedissonClient, CompletionStage<?>> message) {
        RedissonClient open = client;
        if (open == null) {
            return;
        }
        try {
            var unused = message.apply(open).whenComplete((answer, e) -> {
                if (e != null) {
                    log.debug("Redis was told in vain", e);
                }
            });
        } catch (RuntimeException e) {
            log.debug("Redis could not be told", e);
        }
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
