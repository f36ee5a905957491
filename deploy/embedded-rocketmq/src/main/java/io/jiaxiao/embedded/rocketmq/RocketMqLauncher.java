package io.jiaxiao.embedded.rocketmq;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.common.namesrv.NamesrvConfig;
import org.apache.rocketmq.namesrv.NamesrvController;
import org.apache.rocketmq.remoting.netty.NettyClientConfig;
import org.apache.rocketmq.remoting.netty.NettyServerConfig;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.store.config.FlushDiskType;
import org.apache.rocketmq.store.config.MessageStoreConfig;

/**
 * Starts the name server and then the broker.
 *
 * <p>Arguments: data folder, port of the name server, port of the broker, name of the broker, SYNC or ASYNC, topics as
 * {@code name:queues} with commas between.
 */
public final class RocketMqLauncher {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MEBIBYTE = 1024 * 1024;

    private RocketMqLauncher() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        int nameServerPort = Integer.parseInt(arguments[1]);
        int brokerPort = Integer.parseInt(arguments[2]);
        String brokerName = arguments[3];
        FlushDiskType flush = FlushDiskType.valueOf(arguments[4] + "_FLUSH");
        String topics = arguments.length > 5 ? arguments[5] : "";

        System.setProperty("rmq.logback.configurationFile", "io/jiaxiao/embedded/rocketmq/logging.xml");
        // Without it the broker registers as an old version, whose topics the name server leaves out.
        System.setProperty(RemotingCommand.REMOTING_VERSION_KEY, Integer.toString(MQVersion.CURRENT_VERSION));
        // Nothing leaves this machine, and a throw-away certificate costs seconds at every start.
        System.setProperty("tls.server.mode", "disabled");
        System.setProperty("tls.test.mode.enable", "false");
        // A nearly full disk of a developer's machine is no reason to refuse a few megabytes.
        System.setProperty("rocketmq.broker.diskSpaceWarningLevelRatio", "0.98");
        System.setProperty("rocketmq.broker.diskSpaceCleanForciblyRatio", "0.97");

        NamesrvController nameServer = startNameServer(data, nameServerPort);
        BrokerController broker = startBroker(data, nameServerPort, brokerPort, brokerName, flush, topics);
        registerUntilKnown(broker, nameServer);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(broker), "end"));
        System.out.println("RocketMQ serves on " + LOOPBACK + ":" + nameServerPort + ", broker on " + brokerPort);
    }

    private static NamesrvController startNameServer(Path data, int port) throws Exception {
        NamesrvConfig config = new NamesrvConfig();
        config.setRocketmqHome(data.toString());
        config.setKvConfigPath(data.resolve("namesrv/kvConfig.json").toString());
        config.setConfigStorePath(data.resolve("namesrv/namesrv.properties").toString());
        NettyServerConfig server = onLoopback(port);
        server.setServerWorkerThreads(2);
        server.setServerSelectorThreads(1);
        NamesrvController controller = new NamesrvController(config, server, new NettyClientConfig());
        if (!controller.initialize()) {
            throw new IllegalStateException("The name server cannot start on port " + port);
        }
        controller.start();
        return controller;
    }

    private static BrokerController startBroker(
            Path data, int nameServerPort, int port, String name, FlushDiskType flush, String topics) throws Exception {
        BrokerController controller = new BrokerController(
                broker(data, nameServerPort, name), onLoopback(port), new NettyClientConfig(), store(data, flush));
        if (!controller.initialize()) {
            throw new IllegalStateException("The broker cannot start on port " + port);
        }
        for (String topic : topics.split(",")) {
            if (!topic.isEmpty()) {
                String[] nameAndQueues = topic.split(":");
                int queues = Integer.parseInt(nameAndQueues[1]);
                controller.getTopicConfigManager().updateTopicConfig(new TopicConfig(nameAndQueues[0], queues, queues));
            }
        }
        controller.start();
        return controller;
    }

    /**
     * The broker's first registration is lost when its own client has not yet found the name server reachable, and the
     * next one comes ten seconds later; so it is asked to register until it is known.
     */
    private static void registerUntilKnown(BrokerController broker, NamesrvController nameServer) {
        String name = broker.getBrokerConfig().getBrokerName();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        timer.scheduleWithFixedDelay(
                () -> {
                    if (nameServer
                            .getRouteInfoManager()
                            .getAllClusterInfo()
                            .getBrokerAddrTable()
                            .containsKey(name)) {
                        timer.shutdown();
                    } else {
                        broker.registerBrokerAll(true, false, true);
                    }
                },
                0,
                100,
                TimeUnit.MILLISECONDS);
    }

    /**
     * Writes down what has to be on disk and leaves the threads to the end of the process. The broker's own shutdown
     * waits for one after the other, 15 s in all.
     */
    private static void end(BrokerController broker) {
        broker.getMessageStore().shutdown();
        broker.getScheduleMessageService().persist();
        broker.getSubscriptionGroupManager().persist();
        broker.getTopicConfigManager().persist();
        broker.getConsumerOffsetManager().persist();
        Runtime.getRuntime().halt(0);
    }

    private static BrokerConfig broker(Path data, int nameServerPort, String name) {
        BrokerConfig config = new BrokerConfig();
        config.setRocketmqHome(data.toString());
        config.setBrokerClusterName(name);
        config.setBrokerName(name);
        config.setBrokerId(0);
        config.setBrokerIP1(LOOPBACK);
        config.setBrokerIP2(LOOPBACK);
        config.setNamesrvAddr(LOOPBACK + ":" + nameServerPort);
        config.setAutoCreateTopicEnable(false);
        config.setAutoCreateSubscriptionGroup(true);
        config.setFlushConsumerOffsetInterval(1000);
        config.setRegisterNameServerPeriod(10_000);
        // Its flush thread spins, instead of waiting, until this much time has passed for the first time.
        config.setTransactionMetricFlushInterval(500);
        // On a busy machine a message that waits is better than a message that is refused.
        config.setWaitTimeMillsInSendQueue(5000);
        config.setBrokerFastFailureEnable(true);
        return config;
    }

    private static MessageStoreConfig store(Path data, FlushDiskType flush) {
        MessageStoreConfig config = new MessageStoreConfig();
        Path store = data.resolve("store");
        config.setStorePathRootDir(store.toString());
        config.setStorePathCommitLog(store.resolve("commitlog").toString());
        config.setFlushDiskType(flush);
        config.setMappedFileSizeCommitLog(64 * MEBIBYTE);
        config.setMappedFileSizeConsumeQueue(20 * 30_000);
        config.setMaxHashSlotNum(100_000);
        config.setMaxIndexNum(400_000);
        config.setFileReservedTime(72);
        config.setDiskMaxUsedSpaceRatio(95);
        config.setTimerWheelEnable(false);
        config.setOsPageCacheBusyTimeOutMills(10_000);
        return config;
    }

    private static NettyServerConfig onLoopback(int port) {
        NettyServerConfig config = new NettyServerConfig();
        config.setBindAddress(LOOPBACK);
        config.setListenPort(port);
        return config;
    }
}
