package io.jiaxiao.gateway.upstream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/**
 * The living instances of every service, as the registry last said. While the registry is away the last answer holds:
 * a dead registry must not take the platform with it.
 */
final class Instances {

    private static final Logger log = LoggerFactory.getLogger(Instances.class);

    private static final int EMPTIES_BELIEVED = 30;

    private final DiscoveryClient registry;
    private final Map<String, List<Instance>> known = new ConcurrentHashMap<>();
    private final Map<String, Integer> empties = new HashMap<>();
    private boolean registryAnswers = true;

    Instances(DiscoveryClient registry) {
        this.registry = registry;
    }

    /**
     * The less busy of two picked at random; one that refused a connection lately only when there is no other.
     *
     * @param except not this one; null: any
     * @return null when there is none
     */
    @Nullable
    Instance pick(String service, @Nullable Instance except) {
        List<Instance> all = known.get(service);
        if (all == null) {
            all = ask(service);
        }
        List<Instance> candidates = candidates(all, except);
        if (candidates.isEmpty()) {
            return null;
        }
        var random = ThreadLocalRandom.current();
        Instance one = candidates.get(random.nextInt(candidates.size()));
        Instance other = candidates.get(random.nextInt(candidates.size()));
        return other.inFlight() < one.inFlight() ? other : one;
    }

    private static List<Instance> candidates(List<Instance> all, @Nullable Instance except) {
        if (all.size() == 1 && except == null) {
            return all;
        }
        List<Instance> good = new ArrayList<>(all.size());
        List<Instance> doubtful = new ArrayList<>(0);
        for (Instance instance : all) {
            if (instance != except) {
                (instance.isAvoided() ? doubtful : good).add(instance);
            }
        }
        return good.isEmpty() ? doubtful : good;
    }

    /** Asks the registry again about every service that was ever wanted. Called every second or so. */
    synchronized void refresh() {
        known.keySet().forEach(this::ask);
    }

    private synchronized List<Instance> ask(String service) {
        List<Instance> before = known.getOrDefault(service, List.of());
        List<ServiceInstance> answer;
        try {
            answer = registry.getInstances(service);
        } catch (RuntimeException e) {
            if (registryAnswers) {
                log.warn("the registry does not answer, the instances it named last are used: {}", e.toString());
            }
            registryAnswers = false;
            known.putIfAbsent(service, before);
            return before;
        }
        registryAnswers = true;
        if (answer.isEmpty() && !before.isEmpty() && isDoubted(service)) {
            return before;
        }
        empties.remove(service);
        List<Instance> now = answer.stream()
                .map(found -> InstanceAddress.of(found.getUri()))
                .distinct()
                .map(address -> same(before, address))
                .toList();
        known.put(service, now);
        before.stream().filter(instance -> !now.contains(instance)).forEach(Instance::leave);
        if (!now.equals(before)) {
            log.info("{} is at {}", service, now.stream().map(Instance::address).toList());
        }
        return now;
    }

    /**
     * Nobody at all is more often a registry that was restarted than a service that is gone, and a service that is gone
     * refuses in a millisecond. So it is believed only when it stays.
     */
    private boolean isDoubted(String service) {
        return empties.merge(service, 1, Integer::sum) < EMPTIES_BELIEVED;
    }

    private static Instance same(List<Instance> before, InstanceAddress address) {
        return before.stream()
                .filter(instance -> instance.address().equals(address))
                .findFirst()
                .orElseGet(() -> new Instance(address));
    }

    void closeAll() {
        known.values().forEach(instances -> instances.forEach(Instance::leave));
    }
}
