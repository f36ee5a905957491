package io.jiaxiao.starter.inbox;

import io.jiaxiao.starter.event.BrokerNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.consumer.listener.MessageListenerOrderly;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.MessageExt;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/** One broker consumer per {@link EventSubscription}. */
final class EventConsumers implements SmartLifecycle {

    private static final int PULL_BATCH = 32;

    private final List<EventSubscription<?>> subscriptions;
    private final String nameServer;
    private final BrokerNames names;
    private final String instance;
    private final Inbox inbox;
    private final ParkedEvents parked;
    private final int maxTries;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final List<DefaultMQPushConsumer> consumers = new ArrayList<>();
    private volatile boolean running;

    EventConsumers(
            List<EventSubscription<?>> subscriptions,
            String nameServer,
            BrokerNames names,
            String instance,
            Inbox inbox,
            ParkedEvents parked,
            int maxTries,
            JsonMapper json,
            MeterRegistry meters) {
        this.subscriptions = subscriptions;
        this.nameServer = nameServer;
        this.names = names;
        this.instance = instance;
        this.inbox = inbox;
        this.parked = parked;
        this.maxTries = maxTries;
        this.json = json;
        this.meters = meters;
    }

    @Override
    public void start() {
        for (EventSubscription<?> subscription : subscriptions) {
            try {
                consumers.add(start(subscription));
            } catch (MQClientException e) {
                throw new IllegalStateException("consumer " + subscription.consumer() + " cannot start", e);
            }
        }
        running = true;
    }

    private DefaultMQPushConsumer start(EventSubscription<?> subscription) throws MQClientException {
        var consumer = new DefaultMQPushConsumer(names.group(subscription.consumer()));
        consumer.setNamesrvAddr(nameServer);
        consumer.setInstanceName(instance);
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.setPollNameServerInterval(5000);
        consumer.setHeartbeatBrokerInterval(5000);
        consumer.setPersistConsumerOffsetInterval(1000);
        consumer.setPullBatchSize(PULL_BATCH);
        // never the broker's dead-letter queue, which nobody reads: while its database is away, a service cannot park
        // either
        consumer.setMaxReconsumeTimes(Integer.MAX_VALUE);
        consumer.setConsumeThreadMin(8);
        consumer.setConsumeThreadMax(8);
        consumer.setAwaitTerminationMillisWhenShutdown(10_000);
        consumer.subscribe(
                names.topic(subscription.type().topic()), subscription.type().tag());
        var intake = new EventIntake<>(subscription, inbox, parked, maxTries, json, meters);
        if (subscription.mode() == EventSubscription.Mode.ORDERED_EFFECT) {
            consumer.setSuspendCurrentQueueTimeMillis(1000);
            consumer.registerMessageListener((MessageListenerOrderly) (messages, context) -> {
                for (MessageExt message : messages) {
                    if (!intake.take(delivery(message))) {
                        return ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT;
                    }
                }
                return ConsumeOrderlyStatus.SUCCESS;
            });
        } else {
            consumer.registerMessageListener((MessageListenerConcurrently) (messages, context) -> {
                // level 2 is five seconds; a code lives minutes, so the broker's growing delays are too slow for it
                context.setDelayLevelWhenNextConsume(2);
                for (int i = 0; i < messages.size(); i++) {
                    if (!intake.take(delivery(messages.get(i)))) {
                        context.setAckIndex(i - 1);
                        return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
                    }
                }
                return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
        }
        consumer.start();
        return consumer;
    }

    private static Delivery delivery(MessageExt message) {
        byte[] body = message.getBody();
        return new Delivery(
                message.getMsgId(),
                message.getTopic(),
                message.getTags(),
                message.getProperties(),
                body == null ? "" : new String(body, StandardCharsets.UTF_8),
                Instant.ofEpochMilli(message.getStoreTimestamp()),
                message.getReconsumeTimes());
    }

    @Override
    public void stop() {
        running = false;
        consumers.forEach(DefaultMQPushConsumer::shutdown);
        consumers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
