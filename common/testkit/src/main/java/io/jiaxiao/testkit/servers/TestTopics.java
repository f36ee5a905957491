package io.jiaxiao.testkit.servers;

import java.util.Collection;
import java.util.UUID;

/** Topics that no other test writes to or reads from, told apart by a prefix. */
public final class TestTopics {

    private static final int QUEUES = 4;

    private TestTopics() {}

    /**
     * Creates the topics under a prefix of their own.
     *
     * @return the prefix, to be given to a service as {@code jiaxiao.rocketmq.prefix}
     */
    public static String create(Collection<String> topics) {
        String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + "-";
        topics.forEach(topic -> SharedServers.get().createTopic(prefix + topic, QUEUES));
        return prefix;
    }
}
