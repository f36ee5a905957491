package io.jiaxiao.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * RocketMQ's name server and one broker in one JVM.
 *
 * <p>A topic exists because somebody said so, never because somebody misspelt one: creation by sending is off.
 */
public final class RocketMqServer implements EmbeddedServer {

    /** When a message counts as stored. */
    public enum Flush {
        /** On disk before it is acknowledged. */
        SYNC,
        /** In the system's memory; on disk within half a second. */
        ASYNC
    }

    /** The topics of the platform, and how many queues each has. */
    public static final Map<String, Integer> PLATFORM_TOPICS = Map.of(
            "roster-events", 8,
            "message-events", 8,
            "message-dispatch-code", 8,
            "message-dispatch", 8,
            "mall-events", 8,
            "mall-supply", 8,
            "points-earned", 8,
            "order-events", 8,
            "risk-events", 8);

    private static final String BROKER_NAME = "jiaxiao";

    private final ServerHome home;
    private final Ports ports;
    private final Map<String, Integer> topics;
    private final Flush flush;
    private final JavaProgram program;

    RocketMqServer(ServerHome home, Ports ports, Map<String, Integer> topics, Flush flush) {
        this.home = home;
        this.ports = ports;
        this.topics = Map.copyOf(topics);
        this.flush = flush;
        this.program = new JavaProgram(home, "rocketmq-5.5.0", "io.jiaxiao.embedded.rocketmq.RocketMqLauncher");
    }

    /**
     * @param names with the number of queues of each; they are there as soon as the server is healthy
     */
    public RocketMqServer withTopics(Map<String, Integer> names) {
        return new RocketMqServer(home, ports, names, flush);
    }

    public RocketMqServer withFlush(Flush when) {
        return new RocketMqServer(home, ports, topics, when);
    }

    @Override
    public String name() {
        return "rocketmq";
    }

    @Override
    public int port() {
        return ports.nameServer();
    }

    @Override
    public List<Integer> ports() {
        return List.of(ports.nameServer(), ports.broker(), ports.broker() - 2);
    }

    @Override
    public void prepare() {
        program.unpack();
        try {
            Files.createDirectories(workDir());
            Folders.emptied(temporary());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not prepare RocketMQ: " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> command() {
        String topicList = new TreeMap<>(topics)
                .entrySet().stream()
                        .map(topic -> topic.getKey() + ":" + topic.getValue())
                        .collect(Collectors.joining(","));
        return program.command(
                List.of(
                        "-Xms96m",
                        "-Xmx384m",
                        "-XX:MaxDirectMemorySize=128m",
                        "-XX:MaxMetaspaceSize=128m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xshare:auto",
                        // Both name server and client log into the home directory unless told where it is.
                        "-Duser.home=" + workDir(),
                        "-Djava.io.tmpdir=" + temporary(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED"),
                List.of(
                        workDir().toString(),
                        Integer.toString(ports.nameServer()),
                        Integer.toString(ports.broker()),
                        BROKER_NAME,
                        flush.name(),
                        topicList));
    }

    private Path temporary() {
        return workDir().resolveSibling(name() + "-tmp");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public Path workDir() {
        return home.data(name());
    }

    @Override
    public Path logFile() {
        return home.log(name());
    }

    /** The broker answers, and the name server knows the way to each of the topics. */
    @Override
    public boolean healthy() {
        try (RocketMqWire broker = new RocketMqWire(ports.broker());
                RocketMqWire nameServer = new RocketMqWire(ports.nameServer())) {
            if (!broker.answers()) {
                return false;
            }
            for (String topic : topics.keySet()) {
                if (!nameServer.knowsTopic(topic)) {
                    return false;
                }
            }
            return nameServer.knowsBroker(BROKER_NAME);
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public Duration startLimit() {
        return Duration.ofSeconds(60);
    }

    /** What services are given: {@code 127.0.0.1:PORT}. */
    public String nameServer() {
        return "127.0.0.1:" + ports.nameServer();
    }

    /**
     * Creates a topic on the running broker, or changes how many queues it has, and returns when producers and
     * consumers can find it.
     *
     * @param queues at least 1
     * @throws UncheckedIOException if the broker does not answer or refuses the name
     */
    public void createTopic(String topic, int queues) {
        try (RocketMqWire broker = new RocketMqWire(ports.broker());
                RocketMqWire nameServer = new RocketMqWire(ports.nameServer())) {
            broker.createTopic(topic, queues);
            nameServer.awaitTopic(topic, Duration.ofSeconds(10));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not create the topic " + topic + ": " + e.getMessage(), e);
        }
    }
}
