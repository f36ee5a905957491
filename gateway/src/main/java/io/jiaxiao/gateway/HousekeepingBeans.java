package io.jiaxiao.gateway;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Small jobs beside the requests: looking at the registry, at changed settings, for keys. */
@Configuration(proxyBeanMethods = false)
class HousekeepingBeans {

    private static final int AT_ONCE = 3;

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService housekeeping() {
        return Executors.newScheduledThreadPool(
                AT_ONCE, Thread.ofVirtual().name("housekeeping-", 0).factory());
    }
}
