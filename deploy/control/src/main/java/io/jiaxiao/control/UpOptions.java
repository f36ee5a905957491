package io.jiaxiao.control;

import java.util.Set;

/**
 * What {@code up} does beyond starting processes.
 *
 * @param demoData whether the invented schools are loaded when they are not there
 * @param train whether missing AOT caches are made, which makes the first start longer and all others shorter
 * @param only the services wanted; empty for all
 */
public record UpOptions(boolean demoData, boolean train, Set<String> only) {

    public static final UpOptions DEFAULT = new UpOptions(true, true, Set.of());

    public UpOptions withoutDemoData() {
        return new UpOptions(false, train, only);
    }

    public UpOptions withoutTraining() {
        return new UpOptions(demoData, false, only);
    }

    /** For a measurement of some of them on few cores. The demo data need all, so there are none. */
    public UpOptions only(String... services) {
        return new UpOptions(false, train, Set.of(services));
    }

    boolean wants(String service) {
        return only.isEmpty() || only.contains(service);
    }
}
