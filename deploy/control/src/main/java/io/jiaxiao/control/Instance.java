package io.jiaxiao.control;

import java.util.Optional;

/**
 * One process of a service.
 *
 * @param number 1 for the first
 */
record Instance(ServiceSpec spec, int number) {

    static Instance first(ServiceSpec spec) {
        return new Instance(spec, 1);
    }

    /** Reads {@code roster-service} and {@code roster-service-2}; empty when no service is called so. */
    static Optional<Instance> ofProcess(String processName) {
        for (ServiceSpec spec : ServiceSpec.ALL) {
            if (processName.equals(spec.name())) {
                return Optional.of(first(spec));
            }
            if (processName.matches(spec.name() + "-[2-9]")) {
                return Optional.of(new Instance(spec, processName.charAt(processName.length() - 1) - '0'));
            }
        }
        return Optional.empty();
    }

    String name() {
        return spec.processName(number);
    }

    int port(Settings settings) {
        return spec.port(settings.offset(), number);
    }
}
