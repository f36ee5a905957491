package io.jiaxiao.gateway.route;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A valid table, ready to be looked up. Immutable; a change makes a new one. */
public final class Routes {

    private final RouteTable table;
    private final Map<String, Target> byPrefix = new HashMap<>();

    public Routes(RouteTable table) {
        this.table = table;
        for (Route route : table.routes()) {
            ServiceSettings settings = settings(route.service());
            LimitGroup limits = route.limits() == null ? null : table.limits().get(route.limits());
            byPrefix.put(route.prefix(), new Target(route, settings, limits));
        }
    }

    /** The longest prefix of whole segments, or null when nobody answers to the path. */
    public @Nullable Target match(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            Target target = byPrefix.get(path.substring(0, end));
            if (target != null) {
                return target;
            }
        }
        return null;
    }

    /** @throws IllegalArgumentException when the table has no such service */
    public ServiceSettings settings(String service) {
        ServiceSettings settings = table.services().get(service);
        if (settings == null) {
            throw new IllegalArgumentException("no service " + service);
        }
        return settings;
    }

    /** A limit group by name; null when the table has none of that name. */
    public @Nullable LimitGroup limits(String name) {
        return table.limits().get(name);
    }

    /** Names of all services, sorted. */
    public Set<String> services() {
        return new TreeSet<>(table.services().keySet());
    }

    /**
     * A route with what it refers to.
     *
     * @param limits null when the route is not limited
     */
    public record Target(Route route, ServiceSettings settings, @Nullable LimitGroup limits) {

        public Duration readTimeout() {
            Duration own = route.readTimeout();
            return own == null ? settings.readTimeout() : own;
        }

        /** Who goes first while the service is nearly full. */
        public Importance importance() {
            Importance own = route.importance();
            return own == null ? route.auth().importance() : own;
        }
    }
}
