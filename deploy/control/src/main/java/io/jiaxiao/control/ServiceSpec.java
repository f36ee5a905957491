package io.jiaxiao.control;

import java.util.List;
import java.util.Optional;

/**
 * One Spring Boot application of the platform. A new service is one more line in {@link #ALL}.
 *
 * @param name of the service, its process and its log
 * @param module folder in the repository
 * @param layer decides what it is stopped together with
 * @param basePort before the offset
 * @param schema its database schema, empty when it keeps nothing there; its user is {@code jx_SCHEMA}
 * @param heapMiB its -Xmx
 * @param expectedMiB resident memory it is likely to take, for the check before the start
 */
public record ServiceSpec(
        String name, String module, Layer layer, int basePort, Optional<String> schema, int heapMiB, int expectedMiB) {

    /** Who needs whom: each layer is stopped before the one named before it. */
    public enum Layer {
        /** Stands for somebody outside of the house. */
        OUTSIDE,
        SERVICE,
        /** Where requests come in. */
        EDGE
    }

    /** How far the port of a second instance lies from that of the first. */
    public static final int INSTANCE_STEP = 10;

    /** In the order they are started. */
    public static final List<ServiceSpec> ALL = List.of(
            new ServiceSpec("partners", "deploy/partners", Layer.OUTSIDE, 8190, Optional.empty(), 128, 280),
            new ServiceSpec("roster-service", "roster-service", Layer.SERVICE, 8101, Optional.of("roster"), 384, 600),
            new ServiceSpec(
                    "message-service", "message-service", Layer.SERVICE, 8102, Optional.of("message"), 384, 570),
            new ServiceSpec(
                    "risk-reconcile-service",
                    "risk-reconcile-service",
                    Layer.SERVICE,
                    8103,
                    Optional.of("risk"),
                    384,
                    600),
            new ServiceSpec("mall-service", "mall-service", Layer.SERVICE, 8104, Optional.of("mall"), 512, 700),
            new ServiceSpec("order-service", "order-service", Layer.SERVICE, 8105, Optional.of("orders"), 288, 550),
            new ServiceSpec("gateway", "gateway", Layer.EDGE, 8080, Optional.empty(), 256, 430));

    /**
     * @throws CannotContinue when there is no such service
     */
    public static ServiceSpec named(String name) {
        return ALL.stream()
                .filter(spec -> spec.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new CannotContinue("There is no service " + name + "; there are "
                        + String.join(", ", ALL.stream().map(ServiceSpec::name).toList())));
    }

    public String processName(int instance) {
        return instance == 1 ? name : name + "-" + instance;
    }

    public int port(int offset, int instance) {
        return basePort + offset + INSTANCE_STEP * (instance - 1);
    }
}
