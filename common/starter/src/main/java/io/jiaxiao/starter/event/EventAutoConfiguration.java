package io.jiaxiao.starter.event;

import java.util.UUID;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** RocketMQ as the platform's broker. */
@AutoConfiguration
@ConditionalOnClass(DefaultMQProducer.class)
@ConditionalOnProperty("jiaxiao.db.schema")
public class EventAutoConfiguration {

    @Bean
    BrokerNames brokerNames(@Value("${jiaxiao.rocketmq.prefix:}") String prefix) {
        return new BrokerNames(prefix);
    }

    @Bean
    @ConditionalOnMissingBean
    EventTransport eventTransport(
            @Value("${jiaxiao.rocketmq.name-server}") String nameServer,
            BrokerNames names,
            @Value("${spring.application.name}") String service) {
        return new RocketTransport(
                nameServer, names, service + "-outbox", UUID.randomUUID().toString());
    }
}
