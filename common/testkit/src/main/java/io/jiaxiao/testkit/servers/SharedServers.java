package io.jiaxiao.testkit.servers;

import org.jspecify.annotations.Nullable;

/**
 * The one set of servers a build has. The first test that needs it starts it; it outlives the test's JVM, serves the
 * modules that follow, and stops by itself when nobody has needed it for two minutes. {@code JX_TEST_INFRA=docker} takes
 * containers instead.
 */
public final class SharedServers {

    private static @Nullable TestServers servers;

    private SharedServers() {}

    /** @throws IllegalStateException with the log's last lines when they cannot be started */
    public static synchronized TestServers get() {
        TestServers known = servers;
        if (known == null) {
            known = "docker".equals(System.getenv("JX_TEST_INFRA"))
                    ? DockerTestServers.start()
                    : EmbeddedTestServers.join(TestHome.find());
            servers = known;
        }
        return known;
    }

    public static String redisUrl() {
        return get().redisUrl();
    }

    public static String nameServer() {
        return get().nameServer();
    }
}
