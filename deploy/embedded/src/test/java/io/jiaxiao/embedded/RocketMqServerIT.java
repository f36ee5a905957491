package io.jiaxiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocketMqServerIT {

    private static final int MESSAGES = 200;

    @TempDir
    private static Path home;

    private static ServerUnderTest<RocketMqServer> rocketMq;
    private static DefaultMQProducer producer;

    @BeforeAll
    static void start() throws Exception {
        rocketMq = new ServerUnderTest<>(
                home, ServerUnderTest.servers(home).rocketMq().withTopics(Map.of("given", 4)));
        producer = new DefaultMQProducer("test-producer");
        producer.setNamesrvAddr(rocketMq.server.nameServer());
        producer.start();
    }

    @AfterAll
    static void stop() {
        producer.shutdown();
        rocketMq.close();
    }

    @Test
    void acknowledgedMessages_surviveAKill_andWhatWasReadIsNotReadAgain() throws Exception {
        rocketMq.server.createTopic("made-later", 8);
        Set<String> first = send("made-later", 0);
        Set<String> read = new ConcurrentSkipListSet<>();
        DefaultMQPushConsumer reader = reader("made-later", "first-group", read);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> read.equals(first));
        reader.shutdown();
        Awaitility.await().until(() -> offsetsOnDisk("made-later@first-group") == MESSAGES);
        Set<String> second = send("made-later", MESSAGES);

        rocketMq.killAndStartAgain();

        Set<String> readAfter = new ConcurrentSkipListSet<>();
        Set<String> readByOthers = new ConcurrentSkipListSet<>();
        DefaultMQPushConsumer same = reader("made-later", "first-group", readAfter);
        DefaultMQPushConsumer other = reader("made-later", "second-group", readByOthers);
        Set<String> all = new TreeSet<>(first);
        all.addAll(second);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> readByOthers.equals(all));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> readAfter.containsAll(second));
        assertThat(readAfter).isEqualTo(second);
        same.shutdown();
        other.shutdown();
    }

    @Test
    void afterAKill_theSameProducerSendsOnWithoutBeingTouched() throws Exception {
        assertThat(send("given", 0)).hasSize(MESSAGES);
        rocketMq.killAndStartAgain();
        assertThat(send("given", MESSAGES)).hasSize(MESSAGES);
        rocketMq.stopAndStartAgain();
        assertThat(send("given", 2 * MESSAGES)).hasSize(MESSAGES);
    }

    @Test
    void aTopicNobodyMade_isRefused() {
        assertThatThrownBy(() -> producer.send(new Message("misspelt", "x".getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("No route info of this topic");
    }

    @Test
    void aNameThatIsNone_isRefused() {
        assertThatThrownBy(() -> rocketMq.server.createTopic("no\"name", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itListensOnLoopbackOnly() throws Exception {
        rocketMq.assertOnLoopbackOnly();
    }

    private static Set<String> send(String topic, int from) throws Exception {
        for (int i = from; i < from + MESSAGES; i++) {
            SendResult result =
                    producer.send(new Message(topic, "tag", "key" + i, text(i).getBytes(StandardCharsets.UTF_8)));
            assertThat(result.getSendStatus()).isEqualTo(SendStatus.SEND_OK);
        }
        return IntStream.range(from, from + MESSAGES)
                .mapToObj(RocketMqServerIT::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many messages of all queues the group has read, as the broker has written it down. */
    private static int offsetsOnDisk(String topicAndGroup) throws IOException {
        Path offsets = home.resolve("data/rocketmq/store/config/consumerOffset.json");
        String all = Files.exists(offsets) ? Files.readString(offsets) : "";
        Matcher queues =
                Pattern.compile('"' + topicAndGroup + "\":\\s*\\{([^}]*)}").matcher(all);
        return !queues.find()
                ? 0
                : Pattern.compile(":\\s*(\\d+)")
                        .matcher(queues.group(1))
                        .results()
                        .mapToInt(offset -> Integer.parseInt(offset.group(1)))
                        .sum();
    }

    private static String text(int number) {
        return "消息 " + number;
    }

    private static DefaultMQPushConsumer reader(String topic, String group, Set<String> into) throws Exception {
        DefaultMQPushConsumer consumer = new DefaultMQPushConsumer(group);
        consumer.setNamesrvAddr(rocketMq.server.nameServer());
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.subscribe(topic, "*");
        consumer.registerMessageListener((MessageListenerConcurrently) (messages, context) -> {
            messages.forEach(message -> into.add(new String(message.getBody(), StandardCharsets.UTF_8)));
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        });
        consumer.start();
        return consumer;
    }
}
