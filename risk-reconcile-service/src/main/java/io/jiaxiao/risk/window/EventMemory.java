package io.jiaxiao.risk.window;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.starter.redis.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RScript;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;

/**
 * Which events of stored decisions Redis knows, so that a decision need not look for them in the database. All methods throw
 * {@link RedisException} when Redis is away.
 */
@Service
public class EventMemory {

    private final Redis redis;
    private final WindowProperties properties;
    private final String script;

    EventMemory(Redis redis, WindowProperties properties) {
        this.redis = redis;
        this.properties = properties;
        this.script = script();
    }

    private static String script() {
        try {
            return new ClassPathResource("io/jiaxiao/risk/window/remember.lua")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param keep how much longer it is to be known; positive */
    public record StoredEvent(String eventId, String fingerprint, long decisionId, Duration keep) {}

    /** How long any event is remembered from when it was counted. */
    public Duration usual() {
        return properties.remember();
    }

    /** Up to when stored events are known; empty when none is, because this Redis is new or has lost its memory. */
    public Optional<Instant> storedUpTo(Scene scene) {
        String millis = redis.client()
                .<String>getBucket(Keys.storedUpTo(scene), StringCodec.INSTANCE)
                .get();
        return Optional.ofNullable(millis).map(text -> Instant.ofEpochMilli(Long.parseLong(text)));
    }

    /**
     * From now on, until it loses its memory.
     *
     * @param before what was said before, null for nothing; when it is not that any more, as after a loss, nothing is changed
     */
    public void storedUpTo(Scene scene, @Nullable Instant before, Instant moment) {
        redis.client()
                .<String>getBucket(Keys.storedUpTo(scene), StringCodec.INSTANCE)
                .compareAndSet(before == null ? null : millis(before), millis(moment));
    }

    private static String millis(Instant moment) {
        return Long.toString(moment.toEpochMilli());
    }

    /** Safe to repeat. @param events some hundred of a scene: they are one script */
    public void remember(Scene scene, List<StoredEvent> events) {
        List<Object> keys = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        for (StoredEvent event : events) {
            keys.add(Keys.event(scene, event.eventId()));
            arguments.add(WindowCall.remembered(event.fingerprint(), event.decisionId()) + "|");
            arguments.add(Long.toString(event.keep().toMillis()));
        }
        redis.client()
                .getScript(StringCodec.INSTANCE)
                .eval(RScript.Mode.READ_WRITE, script, RScript.ReturnType.VALUE, keys, arguments.toArray());
    }
}
