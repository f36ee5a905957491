package io.jiaxiao.embedded;

import java.nio.file.Path;

/**
 * The servers of one home folder: programs under {@code HOME/bin}, data under {@code HOME/data/NAME}, logs under
 * {@code HOME/logs}.
 */
public final class EmbeddedServers {

    private final ServerHome home;
    private final Ports ports;

    private EmbeddedServers(ServerHome home, Ports ports) {
        this.home = home;
        this.ports = ports;
    }

    public static EmbeddedServers at(Path home, Ports ports) {
        return new EmbeddedServers(new ServerHome(home.toAbsolutePath().normalize()), ports);
    }

    /** The same data and ports, with the (large) unpacked programs kept in another folder that several homes share. */
    public EmbeddedServers programsIn(Path bin) {
        return new EmbeddedServers(home.withBin(bin.toAbsolutePath().normalize()), ports);
    }

    /**
     * @param rootPassword of the database's {@code root}; a changed one takes effect at the next start
     */
    public MariaDbServer mariaDb(String rootPassword) {
        return new MariaDbServer(home, ports.mariaDb(), rootPassword, MariaDbServer.DEFAULT_BUFFER_POOL_MIB);
    }

    public RedisServer redis() {
        return new RedisServer(home, ports.redis());
    }

    /** With {@link RocketMqServer#PLATFORM_TOPICS} and each message on disk before it is acknowledged. */
    public RocketMqServer rocketMq() {
        return new RocketMqServer(home, ports, RocketMqServer.PLATFORM_TOPICS, RocketMqServer.Flush.SYNC);
    }

    public NacosServer nacos() {
        return new NacosServer(home, ports.nacos());
    }
}
