package io.jiaxiao.gateway.upstream;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/** A registry that says what it is told to. */
final class ToldRegistry implements DiscoveryClient {

    private final Map<String, List<ServiceInstance>> known = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;

    void say(String service, int... ports) {
        known.put(
                service,
                Arrays.stream(ports)
                        .<ServiceInstance>mapToObj(
                                port -> new DefaultServiceInstance(service + port, service, "127.0.0.1", port, false))
                        .toList());
    }

    void away(boolean now) {
        away = now;
    }

    int asked() {
        return asked.get();
    }

    @Override
    public String description() {
        return "told";
    }

    @Override
    public List<ServiceInstance> getInstances(String service) {
        asked.incrementAndGet();
        if (away) {
            throw new IllegalStateException("away");
        }
        return known.getOrDefault(service, List.of());
    }

    @Override
    public List<String> getServices() {
        return List.copyOf(known.keySet());
    }
}
