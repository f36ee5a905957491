package io.jiaxiao.starter.remote;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.cloud.client.serviceregistry.Registration;
import org.springframework.cloud.client.serviceregistry.ServiceRegistry;
import org.springframework.context.annotation.Bean;

/** A service that is stopped says good-bye before it stops listening. */
@AutoConfiguration(afterName = "com.alibaba.cloud.nacos.registry.NacosServiceRegistryAutoConfiguration")
public class LeaveAutoConfiguration {

    @Bean
    @ConditionalOnBean({ServiceRegistry.class, Registration.class})
    LeaveFirst leaveFirst(
            ServiceRegistry<Registration> registry,
            Registration registration,
            @Value("${jiaxiao.shutdown.leave-for:3s}") Duration noticeTime) {
        return new LeaveFirst(() -> registry.deregister(registration), noticeTime);
    }
}
