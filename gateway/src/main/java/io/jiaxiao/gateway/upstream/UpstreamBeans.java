package io.jiaxiao.gateway.upstream;

import io.jiaxiao.gateway.route.LiveRoutes;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UpstreamBeans {

    private static final long REFRESH_MILLIS = 1_000;

    @Bean(destroyMethod = "closeAll")
    Instances instances(DiscoveryClient registry, ScheduledExecutorService housekeeping) {
        var instances = new Instances(registry);
        housekeeping.scheduleWithFixedDelay(instances::refresh, REFRESH_MILLIS, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
        return instances;
    }

    @Bean
    Upstreams upstreams(Instances instances, LiveRoutes routes, MeterRegistry meters) {
        return new Upstreams(instances, service -> routes.current().settings(service), new UpstreamMeters(meters));
    }
}
