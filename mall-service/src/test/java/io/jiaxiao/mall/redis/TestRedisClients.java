package io.jiaxiao.mall.redis;

import org.jspecify.annotations.NullMarked;

/** Connections for tests that need no Spring. */
@NullMarked
public final class TestRedisClients {

    private TestRedisClients() {}

    /** Connects in the background, or never. */
    public static Redis to(String url) {
        return new Redis(url);
    }
}
