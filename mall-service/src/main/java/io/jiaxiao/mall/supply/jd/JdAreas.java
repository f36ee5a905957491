package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.ChannelUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds JD's area ids for a national division code. The ids are JD's and change (message 50), so nothing is stored: the way
 * down JD's own levels is found by name, and each level is remembered for a while. Below the county the address text decides.
 */
final class JdAreas {

    private static final List<String> CALLS =
            List.of("area/getProvince", "area/getCity", "area/getCounty", "area/getTown");
    private static final String ENDINGS = "(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市|区|县)$";

    /** JD's name for a place that is not divided further. */
    private static final String WHOLE = "全境";

    private final JdCalls calls;
    private final Divisions divisions;
    private final Clock clock;
    private final Duration believed;
    private final Map<String, Level> levels = new ConcurrentHashMap<>();

    private record Level(Map<String, Long> ids, Instant readAt) {}

    JdAreas(JdCalls calls, Divisions divisions, Clock clock, Duration believed) {
        this.calls = calls;
        this.divisions = divisions;
        this.clock = clock;
        this.believed = believed;
    }

    /**
     * The full address as JD wants it with an order.
     *
     * @return empty when the code is unknown, or the street does not say which part of the county it is in
     * @throws ChannelUnavailableException when JD cannot be asked now
     */
    Optional<JdArea> of(String divisionCode, String street) {
        return walk(divisions.path(divisionCode), street, false);
    }

    /**
     * A place inside that county, good enough to ask for stock there.
     *
     * @throws ChannelUnavailableException when JD cannot be asked now
     */
    Optional<JdArea> somewhereIn(String divisionCode) {
        return walk(divisions.path(divisionCode), "", true);
    }

    /** JD's address library has changed. */
    void forget() {
        levels.clear();
    }

    private Optional<JdArea> walk(List<String> path, String street, boolean anyPart) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        List<String> rest = new ArrayList<>(path);
        long[] ids = new long[CALLS.size()];
        for (int level = 0; level < ids.length; level++) {
            Map<String, Long> here = level == 0 ? level(0, 0) : level(level, ids[level - 1]);
            if (here.isEmpty()) {
                break;
            }
            @Nullable Long next = rest.isEmpty() ? null : named(here, rest.getFirst());
            if (next != null) {
                rest.removeFirst();
            } else if (level < 2 && !rest.isEmpty()) {
                // The province and the city must be found; a county may have another name at JD.
                return Optional.empty();
            } else {
                next = within(here, street, anyPart);
            }
            if (next == null) {
                return Optional.empty();
            }
            ids[level] = next;
        }
        return Optional.of(new JdArea(ids[0], ids[1], ids[2], ids[3]));
    }

    private static @Nullable Long within(Map<String, Long> here, String street, boolean anyPart) {
        if (here.size() == 1 || anyPart) {
            return here.values().iterator().next();
        }
        return here.entrySet().stream()
                .filter(each -> street.contains(each.getKey()) || street.contains(shortened(each.getKey())))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(here.get(WHOLE));
    }

    private static @Nullable Long named(Map<String, Long> here, String name) {
        Long exact = here.get(name);
        if (exact != null) {
            return exact;
        }
        String wanted = shortened(name);
        return here.entrySet().stream()
                .filter(each -> shortened(each.getKey()).equals(wanted))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    private static String shortened(String name) {
        String shorter = name.replaceFirst(ENDINGS, "");
        return shorter.length() < 2 ? name : shorter;
    }

    private Map<String, Long> level(int level, long parent) {
        String key = level + "/" + parent;
        Level known = levels.get(key);
        if (known != null && clock.instant().isBefore(known.readAt().plus(believed))) {
            return known.ids();
        }
        JsonNode read = calls.read(CALLS.get(level), level == 0 ? Map.of() : Map.of("id", String.valueOf(parent)));
        Map<String, Long> ids = new LinkedHashMap<>();
        read.properties().forEach(each -> {
            String id = JdJson.id(each.getValue());
            if (!id.isEmpty()) {
                ids.put(each.getKey(), Long.valueOf(id));
            }
        });
        levels.put(key, new Level(ids, clock.instant()));
        return ids;
    }
}
