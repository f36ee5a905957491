package io.jiaxiao.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.event.Topics;
import io.jiaxiao.embedded.RocketMqServer;
import org.junit.jupiter.api.Test;

class PlatformTopicsTest {

    @Test
    void theEmbeddedBrokerMakesEveryTopicThereIs_andNoOther() {
        assertThat(RocketMqServer.PLATFORM_TOPICS.keySet()).containsExactlyInAnyOrderElementsOf(Topics.ALL);
    }
}
