package io.jiaxiao.partners.lines;

import io.jiaxiao.partners.web.BadInput;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** Sends the lines' reports to the platform's broker. Connects when the first one is sent. */
final class LineReports implements AutoCloseable {

    private static final String TOPIC = "points-earned";
    private static final String TAG = "PointsEarned";
    private static final int SEND_TIMEOUT_MILLIS = 3000;

    static {
        // Otherwise the client writes log files of its own into the user's home.
        if (System.getProperty("rocketmq.logback.configurationFile") == null) {
            System.setProperty("rocketmq.logback.configurationFile", "partners-rocketmq-logging.xml");
        }
    }

    private final String nameServer;
    private final String topicPrefix;
    private final JsonMapper json;
    private @Nullable DefaultMQProducer producer;

    /**
     * @param nameServer  host:port; empty when there is no broker
     * @param topicPrefix in front of the topic's name; empty outside of tests
     */
    LineReports(String nameServer, String topicPrefix, JsonMapper json) {
        this.nameServer = nameServer;
        this.topicPrefix = topicPrefix;
        this.json = json;
    }

    /** @throws BadInput 503 when the broker does not take it: nothing was reported, or nobody knows; the same key may go again */
    void send(EarnedReport report) {
        var message = new Message(
                topicPrefix + TOPIC,
                TAG,
                report.key(),
                json.writeValueAsString(report).getBytes(StandardCharsets.UTF_8));
        message.putUserProperty(
                "eventId", Long.toString(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE)));
        message.putUserProperty("aggregateId", report.line() + ":" + report.personId());
        message.putUserProperty("occurredAt", report.at().toString());
        try {
            if (connected().send(message, SEND_TIMEOUT_MILLIS).getSendStatus() != SendStatus.SEND_OK) {
                throw new BadInput(HttpStatus.SERVICE_UNAVAILABLE, "消息队列未确认，可用同一业务号重发");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput(HttpStatus.SERVICE_UNAVAILABLE, "发送被中断，可用同一业务号重发");
        } catch (MQClientException | MQBrokerException | RemotingException | IllegalStateException e) {
            // the last one is the client's word for a name server nobody answers at
            throw new BadInput(HttpStatus.SERVICE_UNAVAILABLE, "消息队列不可用，可用同一业务号重发");
        }
    }

    private synchronized DefaultMQProducer connected() throws MQClientException {
        if (nameServer.isEmpty()) {
            throw new BadInput(HttpStatus.SERVICE_UNAVAILABLE, "没有配置消息队列地址");
        }
        DefaultMQProducer open = producer;
        if (open == null) {
            open = new DefaultMQProducer(topicPrefix + "product-lines");
            open.setNamesrvAddr(nameServer);
            open.start();
            producer = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.shutdown();
            producer = null;
        }
    }
}
