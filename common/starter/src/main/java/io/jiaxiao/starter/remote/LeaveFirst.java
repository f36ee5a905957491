package io.jiaxiao.starter.remote;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Leaves the registry and waits until callers have noticed, before the web server takes no more requests. A paused
 * Tomcat closes a kept connection upon the next request without a word, and whoever sent a command there cannot know
 * whether it was done.
 */
final class LeaveFirst implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LeaveFirst.class);

    private final Runnable leave;
    private final Duration noticeTime;
    private volatile boolean running;

    /** @param noticeTime longer than any caller keeps a list of instances: the gateway 1 s, Feign clients 2 s */
    LeaveFirst(Runnable leave, Duration noticeTime) {
        this.leave = leave;
        this.noticeTime = noticeTime;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable whenStopped) {
        running = false;
        try {
            leave.run();
        } catch (RuntimeException e) {
            log.warn("the registry could not be told, callers will find out by refused connections: {}", e.toString());
        }
        CompletableFuture.delayedExecutor(noticeTime.toMillis(), TimeUnit.MILLISECONDS)
                .execute(whenStopped);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped before the web server's graceful shutdown, which is {@code DEFAULT_PHASE - 1024}. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
