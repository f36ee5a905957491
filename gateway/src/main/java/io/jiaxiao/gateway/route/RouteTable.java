package io.jiaxiao.gateway.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The whole of what this gateway lets through. A table with a mistake in it is refused as a whole, with every mistake
 * named.
 *
 * @param services how each service is called, by its name in the registry
 * @param limits   limit groups by name
 * @param routes   where each prefix goes
 */
@ConfigurationProperties("jiaxiao.gateway")
public record RouteTable(
        @DefaultValue Map<String, ServiceSettings> services,
        @DefaultValue Map<String, LimitGroup> limits,
        @DefaultValue List<Route> routes) {

    private static final Pattern PREFIX = Pattern.compile("(/[a-z0-9][a-z0-9._-]*)+");
    /** What services say to each other or to their operators, and what the gateway answers itself. */
    private static final Pattern NEVER = Pattern.compile("/(internal|actuator|v3|docs|error)(/.*)?");

    private static final DataSize LARGEST = DataSize.ofMegabytes(64);

    /** What each family of paths demands of its callers (architecture §10). */
    private static final Map<String, Set<AuthKind>> FAMILIES = Map.of(
            "/auth", Set.of(AuthKind.NONE, AuthKind.USER),
            // what a scanned code shows before anybody has signed in
            "/public", Set.of(AuthKind.NONE),
            "/api", Set.of(AuthKind.USER),
            "/admin", Set.of(AuthKind.OPERATOR),
            "/open", Set.of(AuthKind.CLIENT),
            "/callback", Set.of(AuthKind.CALLBACK));

    public RouteTable {
        List<String> mistakes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Route route : routes) {
            if (!seen.add(route.prefix())) {
                mistakes.add(route.prefix() + " is there twice");
            }
            mistakesOf(route, services, limits).forEach(mistake -> mistakes.add(route.prefix() + " " + mistake));
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("jiaxiao.gateway.routes: " + String.join("; ", mistakes));
        }
    }

    private static List<String> mistakesOf(
            Route route, Map<String, ServiceSettings> services, Map<String, LimitGroup> limits) {
        List<String> mistakes = new ArrayList<>();
        if (!PREFIX.matcher(route.prefix()).matches()) {
            mistakes.add("is not a prefix of lower-case segments");
        }
        if (NEVER.matcher(route.prefix()).matches()) {
            mistakes.add("is never routed");
        }
        Set<AuthKind> allowed = FAMILIES.getOrDefault(family(route.prefix()), Set.of());
        if (!allowed.contains(route.auth())) {
            mistakes.add("cannot have auth " + route.auth());
        }
        if (!services.containsKey(route.service())) {
            mistakes.add("goes to the unknown service " + route.service());
        }
        if (route.feature().isBlank()) {
            mistakes.add("names no feature");
        }
        if (route.limits() != null && !limits.containsKey(route.limits())) {
            mistakes.add("wants the unknown limits " + route.limits());
        }
        if (!route.roles().isEmpty() && route.auth() != AuthKind.USER && route.auth() != AuthKind.OPERATOR) {
            mistakes.add("has roles, but no user");
        }
        if (!route.sources().isEmpty() && route.auth() != AuthKind.CALLBACK) {
            mistakes.add("has sources, but is no callback");
        }
        if (route.maxBody().isNegative() || route.maxBody().compareTo(LARGEST) > 0) {
            mistakes.add("has a max-body outside 0 to " + LARGEST);
        }
        if (isForAnybody(route.auth()) && route.maxBody().compareTo(Route.SHORT_BODY) > 0) {
            mistakes.add(
                    "takes more than " + Route.SHORT_BODY + " from whoever comes, so it must have a smaller max-body");
        }
        if (route.readTimeout() != null && route.readTimeout().toMillis() < 1) {
            mistakes.add("has a read-timeout that is not positive");
        }
        return mistakes;
    }

    /** A long body is passed on while it comes: slow senders would hold the service's places, and nobody knows them. */
    private static boolean isForAnybody(AuthKind auth) {
        return auth == AuthKind.NONE || auth == AuthKind.CALLBACK;
    }

    private static String family(String prefix) {
        int end = prefix.indexOf('/', 1);
        return end < 0 ? prefix : prefix.substring(0, end);
    }
}
