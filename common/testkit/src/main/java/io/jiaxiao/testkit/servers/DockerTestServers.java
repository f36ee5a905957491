package io.jiaxiao.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * MySQL, Redis and RocketMQ as containers, for machines that have a Docker engine: {@code JX_TEST_INFRA=docker}. It has
 * been compiled only: the machines it was written on have no engine, so nobody has seen it run yet.
 */
final class DockerTestServers implements TestServers {

    private static final int REDIS_PORT = 6379;
    private static final int NAME_SERVER_PORT = 9876;
    private static final int BROKER_PORT = 10911;

    private final MySQLContainer mysql;
    private final GenericContainer<?> redis;
    private final GenericContainer<?> rocketMq;

    private DockerTestServers(MySQLContainer mysql, GenericContainer<?> redis, GenericContainer<?> rocketMq) {
        this.mysql = mysql;
        this.redis = redis;
        this.rocketMq = rocketMq;
    }

    /** Testcontainers' own reaper removes them when this JVM ends. */
    @SuppressWarnings("resource")
    static DockerTestServers start() {
        var mysql = new MySQLContainer(DockerImageName.parse("mysql:8.4"))
                .withUsername("root")
                .withPassword("test-only");
        var redis = new GenericContainer<>(DockerImageName.parse("redis:7-alpine"))
                .withCommand("redis-server", "--databases", Integer.toString(TestRedis.DATABASES))
                .withExposedPorts(REDIS_PORT);
        var rocketMq = new GenericContainer<>(DockerImageName.parse("apache/rocketmq:5.3.1"))
                .withCommand(
                        "sh",
                        "-c",
                        "echo 'brokerIP1=127.0.0.1' > broker.conf; ./mqnamesrv & ./mqbroker -n 127.0.0.1:9876 -c broker.conf")
                .withExposedPorts(NAME_SERVER_PORT, BROKER_PORT)
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withPortBindings(
                                com.github.dockerjava.api.model.PortBinding.parse(BROKER_PORT + ":" + BROKER_PORT)))
                .waitingFor(Wait.forLogMessage(".*boot success.*", 2));
        mysql.start();
        redis.start();
        rocketMq.start();
        return new DockerTestServers(mysql, redis, rocketMq);
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:mysql://" + mysql.getHost() + ":" + mysql.getMappedPort(MySQLContainer.MYSQL_PORT);
    }

    @Override
    public String redisUrl() {
        return "redis://" + redis.getHost() + ":" + redis.getMappedPort(REDIS_PORT);
    }

    @Override
    public String nameServer() {
        return rocketMq.getHost() + ":" + rocketMq.getMappedPort(NAME_SERVER_PORT);
    }

    @Override
    public void createSchema(String schema, String user, String password) {
        asRoot(
                "CREATE DATABASE " + schema + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + password + "'",
                "GRANT ALL ON " + schema + ".* TO '" + user + "'@'%'");
    }

    @Override
    public void dropSchema(String schema, String user) {
        asRoot("DROP DATABASE IF EXISTS " + schema, "DROP USER IF EXISTS '" + user + "'@'%'");
    }

    private void asRoot(String... statements) {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl() + "/?allowPublicKeyRetrieval=true", "root", "test-only");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void createTopic(String topic, int queues) {
        try {
            var result = rocketMq.execInContainer(
                    "sh",
                    "mqadmin",
                    "updateTopic",
                    "-n",
                    "127.0.0.1:9876",
                    "-c",
                    "DefaultCluster",
                    "-t",
                    topic,
                    "-r",
                    Integer.toString(queues),
                    "-w",
                    Integer.toString(queues));
            if (result.getExitCode() != 0) {
                throw new IllegalStateException("the topic " + topic + " cannot be made: " + result.getStderr());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
