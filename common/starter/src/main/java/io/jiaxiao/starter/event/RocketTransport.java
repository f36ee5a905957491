package io.jiaxiao.starter.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageQueue;
import org.springframework.context.SmartLifecycle;

/** Sends a shard's events to one queue per topic, in batches, so that their order is the broker's order. */
final class RocketTransport implements EventTransport, SmartLifecycle {

    static final String EVENT_ID = "eventId";
    static final String AGGREGATE_ID = "aggregateId";
    static final String OCCURRED_AT = "occurredAt";
    static final String TRACE_PARENT = "traceparent";

    private static final int MAX_BATCH_BYTES = 1024 * 1024;
    private static final int SEND_TIMEOUT_MILLIS = 3000;

    /** Batches are ours. Two threads of the library look for its own, which there never are: by default every 5 ms each. */
    private static final int UNUSED_BATCH_DELAY_MILLIS = 400;

    private final DefaultMQProducer producer;
    private final BrokerNames names;
    private volatile boolean running;

    RocketTransport(String nameServer, BrokerNames names, String group, String instance) {
        this.names = names;
        producer = new DefaultMQProducer(names.group(group));
        producer.setNamesrvAddr(nameServer);
        producer.setInstanceName(instance);
        producer.setSendMsgTimeout(SEND_TIMEOUT_MILLIS);
        producer.setPollNameServerInterval(5000);
        producer.setHeartbeatBrokerInterval(5000);
        producer.batchMaxDelayMs(UNUSED_BATCH_DELAY_MILLIS);
    }

    @Override
    public void send(List<EventRecord> events) {
        Map<String, List<EventRecord>> byTopic = new LinkedHashMap<>();
        events.forEach(event -> byTopic.computeIfAbsent(event.topic(), topic -> new ArrayList<>())
                .add(event));
        byTopic.forEach(this::sendTopic);
    }

    private void sendTopic(String topic, List<EventRecord> events) {
        try {
            List<MessageQueue> queues = new ArrayList<>(producer.fetchPublishMessageQueues(names.topic(topic)));
            queues.sort(Comparator.comparing(MessageQueue::getBrokerName).thenComparing(MessageQueue::getQueueId));
            MessageQueue queue = queues.get(events.getFirst().shard() % queues.size());
            List<Message> batch = new ArrayList<>();
            int bytes = 0;
            for (EventRecord event : events) {
                Message message = message(event);
                if (bytes + message.getBody().length > MAX_BATCH_BYTES) {
                    sendBatch(batch, queue);
                    batch = new ArrayList<>();
                    bytes = 0;
                }
                batch.add(message);
                bytes += message.getBody().length + 512;
            }
            sendBatch(batch, queue);
        } catch (EventTransportException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventTransportException("interrupted while sending to " + topic, e);
        } catch (Exception e) {
            throw new EventTransportException("the broker did not take events for " + topic, e);
        }
    }

    private void sendBatch(List<Message> batch, MessageQueue queue) throws Exception {
        if (batch.isEmpty()) {
            return;
        }
        SendResult result = producer.send(batch, queue, SEND_TIMEOUT_MILLIS);
        if (result.getSendStatus() != SendStatus.SEND_OK) {
            throw new EventTransportException(
                    "the broker answered " + result.getSendStatus(), new IllegalStateException(queue.toString()));
        }
    }

    private Message message(EventRecord event) {
        var message = new Message(
                names.topic(event.topic()),
                event.tag(),
                event.aggregateId(),
                event.payload().getBytes(StandardCharsets.UTF_8));
        message.putUserProperty(EVENT_ID, Long.toString(event.eventId()));
        message.putUserProperty(AGGREGATE_ID, event.aggregateId());
        message.putUserProperty(OCCURRED_AT, event.occurredAt().toString());
        if (event.traceParent() != null) {
            message.putUserProperty(TRACE_PARENT, event.traceParent());
        }
        return message;
    }

    @Override
    public void start() {
        try {
            producer.start();
            running = true;
        } catch (MQClientException e) {
            throw new IllegalStateException("the RocketMQ producer cannot start", e);
        }
    }

    @Override
    public void stop() {
        running = false;
        producer.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the relay, which sends through it, and stopped after it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 100;
    }
}
