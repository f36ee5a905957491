package io.jiaxiao.starter.inbox;

import io.jiaxiao.starter.event.BrokerNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.consumer.listener.MessageListenerOrderly;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.MessageExt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * One broker consumer per {@link EventSubscription}. A broker that is away keeps no service from starting: consumers it could not
 * be asked for start when it is back, and the events wait with it until then.
 */
final class EventConsumers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EventConsumers.class);
    private static final int PULL_BATCH = 32;
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private final List<EventSubscription<?>> subscriptions;
    private final String nameServer;
    private final BrokerNames names;
    private final String instance;
    private final Inbox inbox;
    private final ParkedEvents parked;
    private final int maxTries;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Deque<EventSubscription<?>> waiting = new ConcurrentLinkedDeque<>();
    private final List<DefaultMQPushConsumer> consumers = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private CountDownLatch stopped = new CountDownLatch(0);
    private @Nullable Thread later;

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
        meters.gaugeCollectionSize("jiaxiao.events.consumers.waiting", Tags.empty(), waiting);
    }

    /** @throws IllegalStateException when a consumer is not what the broker's client takes */
    @Override
    public void start() {
        running = true;
        waiting.addAll(subscriptions);
        try {
            startWaiting();
        } catch (MQClientException e) {
            throw new IllegalStateException("a consumer cannot start", e);
        }
        if (!waiting.isEmpty()) {
            var told = new CountDownLatch(1);
            stopped = told;
            later = Thread.ofVirtual().name("event-consumers").start(() -> keepTrying(told));
        }
    }

    private void keepTrying(CountDownLatch stopped) {
        while (!waiting.isEmpty()) {
            try {
                if (stopped.await(TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                startWaiting();
            } catch (InterruptedException e) {
                return;
            } catch (MQClientException e) {
                log.error("a consumer cannot start", e);
            }
        }
    }

    /** One after another, up to the first for which the broker does not answer. */
    private void startWaiting() throws MQClientException {
        for (EventSubscription<?> next = waiting.peek(); running && next != null; next = waiting.peek()) {
            DefaultMQPushConsumer consumer = consumer(next);
            try {
                consumer.start();
            } catch (IllegalStateException brokerAway) {
                consumer.shutdown();
                log.warn(
                        "{} consumers wait for the broker, {} the first: {}",
                        waiting.size(),
                        next.consumer(),
                        brokerAway.toString());
                return;
            }
            consumers.add(consumer);
            waiting.remove();
        }
    }

    private DefaultMQPushConsumer consumer(EventSubscription<?> subscription) throws MQClientException {
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
        Thread trying = later;
        if (trying != null) {
            stopped.countDown();
            try {
                trying.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        waiting.clear();
        consumers.forEach(DefaultMQPushConsumer::shutdown);
        consumers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
