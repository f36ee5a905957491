package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.starter.redis.Redis;
import io.jiaxiao.starter.redis.RedisAwayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shelf in Redis, with a lock whose lease outlives the longest login. */
final class RedisTokenShelf implements TokenShelf {

    private static final Logger log = LoggerFactory.getLogger(RedisTokenShelf.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final Redis redis;
    private final Clock clock;
    private final String key;
    private final Duration longestLogin;

    RedisTokenShelf(Redis redis, Clock clock, String account, Duration longestLogin) {
        this.redis = redis;
        this.clock = clock;
        this.key = "mall:jd:token:" + account;
        this.longestLogin = longestLogin;
    }

    private record Kept(String access, String refresh, long until) {}

    @Override
    public Optional<JdToken> find() {
        try {
            String kept = redis.ask(PATIENCE, client -> client.<String>getBucket(key, StringCodec.INSTANCE)
                    .getAsync());
            return kept == null ? Optional.empty() : read(kept);
        } catch (RedisAwayException away) {
            log.debug("the shared token cannot be read", away);
            return Optional.empty();
        }
    }

    private static Optional<JdToken> read(String kept) {
        try {
            JsonNode node = JSON.readTree(kept);
            return Optional.of(new JdToken(
                    node.path("access").asString(""),
                    node.path("refresh").asString(""),
                    Instant.ofEpochMilli(node.path("until").asLong(0))));
        } catch (JacksonException garbage) {
            return Optional.empty();
        }
    }

    @Override
    public void put(JdToken token) {
        Duration left = Duration.between(clock.instant(), token.until());
        if (left.isNegative() || left.isZero()) {
            return;
        }
        String kept = JSON.writeValueAsString(
                new Kept(token.access(), token.refresh(), token.until().toEpochMilli()));
        try {
            redis.ask(PATIENCE, client -> client.<String>getBucket(key, StringCodec.INSTANCE)
                    .setAsync(kept, left));
        } catch (RedisAwayException away) {
            log.warn("the token of 京东 could not be shared, so this instance has its own");
        }
    }

    @Override
    public <T> Optional<T> alone(Supplier<T> work) {
        long owner = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
        boolean mine;
        try {
            mine = redis.ask(longestLogin.plus(PATIENCE), client -> client.getLock(key + ":login")
                    .tryLockAsync(
                            longestLogin.toMillis(),
                            longestLogin.multipliedBy(2).toMillis(),
                            TimeUnit.MILLISECONDS,
                            owner));
        } catch (RedisAwayException away) {
            log.debug("no lock in the cluster, so only this instance is kept in order", away);
            return Optional.of(work.get());
        }
        if (!mine) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            unlock(owner);
        }
    }

    private void unlock(long owner) {
        try {
            redis.ask(PATIENCE, client -> client.getLock(key + ":login").unlockAsync(owner));
        } catch (RedisAwayException away) {
            log.debug("the lease will end the lock", away);
        }
    }
}
