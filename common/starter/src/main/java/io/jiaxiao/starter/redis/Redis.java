package io.jiaxiao.starter.redis;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

/** Connects in the background and again after every loss: a service starts and runs without Redis. */
public final class Redis implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Redis.class);
    private static final int TRY_AGAIN_SECONDS = 2;
    private static final int PING_MILLIS = 2_000;
    private static final int CONNECT_MILLIS = 1_000;

    /** Longer than anybody waits; it ends what nobody waits for any more. */
    private static final int GIVE_UP_MILLIS = 1_000;

    private final Config config;
    private final ScheduledExecutorService connecting = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("redis-connect").factory());
    private final List<Consumer<RedissonClient>> onConnect = new CopyOnWriteArrayList<>();
    private volatile @Nullable RedissonClient client;
    private volatile boolean closed;

    /**
     * @param url {@code redis://HOST:PORT[/DATABASE]}
     * @param connections at most so many
     * @throws IllegalArgumentException when the database is not a number
     */
    public Redis(String url, int connections) {
        this.config = config(url, connections);
        connecting.execute(this::connect);
    }

    private static Config config(String url, int connections) {
        var config = new Config();
        config.setNettyThreads(2);
        config.setThreads(2);
        // a script is sent once, and by its digest then
        config.setUseScriptCache(true);
        config.useSingleServer()
                .setAddress(url)
                .setDatabase(database(url))
                .setConnectionMinimumIdleSize(2)
                .setConnectionPoolSize(connections)
                .setSubscriptionConnectionMinimumIdleSize(0)
                .setConnectTimeout(CONNECT_MILLIS)
                .setTimeout(GIVE_UP_MILLIS)
                .setRetryAttempts(0)
                .setPingConnectionInterval(PING_MILLIS)
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
     * For those who wait as long as the client itself does.
     *
     * @throws RedisException not connected yet; what the client is asked throws the same after a loss
     */
    public RedissonClient client() {
        RedissonClient open = client;
        if (open == null) {
            throw new RedisException("not connected yet");
        }
        return open;
    }

    /**
     * Asks and waits, but no longer than that.
     *
     * @throws RedisAwayException not connected, no answer in time, or an error; what was asked may have happened
     */
    public <T extends @Nullable Object> T ask(Duration patience, Function<RedissonClient, CompletionStage<T>> question)
            throws RedisAwayException {
        return await(asked(question), patience);
    }

    /** Who gives up cancels the answer. */
    static <T extends @Nullable Object> T await(CompletableFuture<T> answer, Duration patience)
            throws RedisAwayException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            answer.cancel(false);
            throw new RedisAwayException(e);
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new RedisAwayException(e);
        }
    }

    private <T extends @Nullable Object> CompletableFuture<T> asked(
            Function<RedissonClient, CompletionStage<T>> question) throws RedisAwayException {
        try {
            return question.apply(client()).toCompletableFuture();
        } catch (RedisException e) {
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
