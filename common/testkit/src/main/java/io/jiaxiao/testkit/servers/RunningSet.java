package io.jiaxiao.testkit.servers;

import io.jiaxiao.embedded.EmbeddedServers;
import io.jiaxiao.embedded.MariaDbServer;
import io.jiaxiao.embedded.Ports;
import io.jiaxiao.embedded.RedisServer;
import io.jiaxiao.embedded.RocketMqServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;

/** The servers of a test set at their ports, whether they run or not. */
record RunningSet(MariaDbServer mariaDb, RedisServer redis, RocketMqServer rocketMq, Ports ports) {

    /** Guards nothing but this machine's loopback, and lives in no file of the platform. */
    private static final String ROOT_PASSWORD = "test-only";

    private static final int BUFFER_POOL_MIB = 128;

    static RunningSet at(TestHome home, Ports ports) {
        EmbeddedServers servers = EmbeddedServers.at(home.folder(), ports).programsIn(home.programs());
        return new RunningSet(
                servers.mariaDb(ROOT_PASSWORD).withBufferPool(BUFFER_POOL_MIB),
                servers.redis(),
                servers.rocketMq().withTopics(Map.of()),
                ports);
    }

    boolean healthy() {
        return mariaDb.healthy() && redis.healthy() && rocketMq.healthy();
    }

    /** Written when all are healthy, in one move, so that whoever reads it finds a whole set. */
    void announce(Path state) throws IOException {
        var properties = new Properties();
        properties.setProperty("mariadb", Integer.toString(ports.mariaDb()));
        properties.setProperty("redis", Integer.toString(ports.redis()));
        properties.setProperty("nameServer", Integer.toString(ports.nameServer()));
        properties.setProperty("broker", Integer.toString(ports.broker()));
        Path draft = state.resolveSibling(state.getFileName() + ".draft");
        try (var out = Files.newBufferedWriter(draft)) {
            properties.store(out, null);
        }
        Files.move(draft, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static RunningSet announced(TestHome home) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(home.state())) {
            properties.load(in);
        }
        return at(
                home,
                new Ports(
                        port(properties, "mariadb"),
                        port(properties, "redis"),
                        port(properties, "nameServer"),
                        port(properties, "broker"),
                        0));
    }

    private static int port(Properties properties, String name) {
        return Integer.parseInt(properties.getProperty(name));
    }
}
