package io.jiaxiao.starter.observability;

import org.apache.rocketmq.logging.ch.qos.logback.classic.Level;
import org.apache.rocketmq.logging.ch.qos.logback.classic.spi.ILoggingEvent;
import org.apache.rocketmq.logging.ch.qos.logback.classic.spi.IThrowableProxy;
import org.apache.rocketmq.logging.ch.qos.logback.classic.spi.ThrowableProxy;
import org.apache.rocketmq.logging.ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Hands what RocketMQ's client says in its repackaged Logback on to the service's own log, under {@code rocketmq.*}. */
public final class RocketMqLogs extends AppenderBase<ILoggingEvent> {

    @Override
    protected void append(ILoggingEvent event) {
        LoggerFactory.getLogger("rocketmq." + event.getLoggerName())
                .atLevel(level(event.getLevel()))
                .setCause(thrown(event.getThrowableProxy()))
                .log(event.getFormattedMessage());
    }

    private static org.slf4j.event.Level level(Level level) {
        return switch (level.toInt()) {
            case Level.ERROR_INT -> org.slf4j.event.Level.ERROR;
            case Level.WARN_INT -> org.slf4j.event.Level.WARN;
            case Level.INFO_INT -> org.slf4j.event.Level.INFO;
            default -> org.slf4j.event.Level.DEBUG;
        };
    }

    private static @Nullable Throwable thrown(@Nullable IThrowableProxy proxy) {
        return proxy instanceof ThrowableProxy real ? real.getThrowable() : null;
    }
}
