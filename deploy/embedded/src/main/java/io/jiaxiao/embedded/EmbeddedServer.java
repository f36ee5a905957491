package io.jiaxiao.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One infrastructure server that can run as a process of this machine, on loopback only.
 *
 * <p>Servers know nothing of each other: they may be prepared and started in any order or at the same time.
 */
public sealed interface EmbeddedServer permits MariaDbServer, RedisServer, RocketMqServer, NacosServer {

    /** {@code mariadb}, {@code redis}, {@code rocketmq} or {@code nacos}: the name of its process and of its folders. */
    String name();

    /** The port its clients use. */
    int port();

    /** Every port it listens on; all of them have to be free before it starts. */
    List<Integer> ports();

    /**
     * Unpacks its programs and sets up its data folder if that has not been done before. What a killed run left half
     * done is done again.
     *
     * @throws java.io.UncheckedIOException if it cannot be unpacked or initialised; the message says why
     * @throws IllegalStateException if there is no such server for this kind of machine
     */
    void prepare();

    /** What to run once it is prepared. */
    List<String> command();

    /** What its process needs in its environment, beyond what it inherits. */
    Map<String, String> environment();

    Path workDir();

    /** Where its output goes: {@code HOME/logs/NAME.log}. */
    Path logFile();

    /** Whether it answers a real request of its own protocol now. Takes a few seconds at most. */
    boolean healthy();

    /** How long a start may take on a slow machine before it counts as failed. */
    Duration startLimit();

    /** Prepares it and starts its process, without waiting until it is healthy. */
    default LocalProcess start(Path runDir) {
        prepare();
        return LocalProcess.start(name(), runDir, logFile(), workDir(), command(), environment());
    }

    /**
     * Waits until the started process is healthy.
     *
     * @throws ServerDidNotStart if it ends before that, or needs longer than {@link #startLimit()}
     */
    default void awaitHealthy(LocalProcess process) {
        long deadline = System.nanoTime() + startLimit().toNanos();
        while (!healthy()) {
            if (process.awaitEnd(Duration.ofMillis(150))) {
                throw new ServerDidNotStart(name() + " ended while starting. Its last words in " + logFile() + ":\n"
                        + String.join("\n", process.lastLogLines(15)));
            }
            if (System.nanoTime() > deadline) {
                throw new ServerDidNotStart(
                        name() + " was not healthy after " + startLimit().toSeconds() + " s. Its last words in "
                                + logFile() + ":\n" + String.join("\n", process.lastLogLines(15)));
            }
        }
    }
}
