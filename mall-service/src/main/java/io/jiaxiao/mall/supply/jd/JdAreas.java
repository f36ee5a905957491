package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.AreaSource;
import io.jiaxiao.mall.supply.ChannelUnavailableException;
import io.jiaxiao.mall.supply.DeliveryAreas;
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
 * JD's four levels of addresses. The catalogue knows what JD calls a county or town; where JD divides it further, the address
 * text says which part. The ids change (message 50), so each level is believed for a while only.
 */
final class JdAreas implements AreaSource {

    private static final List<String> CALLS =
            List.of("area/getProvince", "area/getCity", "area/getCounty", "area/getTown");

    /** JD's name for a place that is not divided further. */
    private static final String WHOLE = "全境";

    private final JdCalls calls;
    private final DeliveryAreas mapped;
    private final Clock clock;
    private final Duration believed;
    private final Map<String, Level> levels = new ConcurrentHashMap<>();

    /** @param names by id */
    private record Level(Map<String, String> names, Instant readAt) {}

    JdAreas(JdCalls calls, DeliveryAreas mapped, Clock clock, Duration believed) {
        this.calls = calls;
        this.mapped = mapped;
        this.clock = clock;
        this.believed = believed;
    }

    @Override
    public String name() {
        return JdChannel.NAME;
    }

    @Override
    public Map<String, String> areas(List<String> above) {
        if (above.size() >= CALLS.size()) {
            return Map.of();
        }
        String parent = above.isEmpty() ? "" : above.getLast();
        String key = above.size() + "/" + parent;
        Level known = levels.get(key);
        if (known != null && clock.instant().isBefore(known.readAt().plus(believed))) {
            return known.names();
        }
        JsonNode read = calls.read(CALLS.get(above.size()), parent.isEmpty() ? Map.of() : Map.of("id", parent));
        Map<String, String> names = new LinkedHashMap<>();
        read.properties().forEach(each -> {
            String id = JdJson.id(each.getValue());
            if (!id.isEmpty()) {
                names.put(id, each.getKey());
            }
        });
        levels.put(key, new Level(names, clock.instant()));
        return names;
    }

    /**
     * The full address as JD wants it with an order.
     *
     * @return empty when the place has no counterpart, or the street does not say which part of it is meant
     * @throws ChannelUnavailableException when JD cannot be asked now
     */
    Optional<JdArea> of(String divisionCode, String street) {
        return walk(divisionCode, street, false);
    }

    /**
     * A place inside that division, good enough to ask for stock there.
     *
     * @throws ChannelUnavailableException when JD cannot be asked now
     */
    Optional<JdArea> somewhereIn(String divisionCode) {
        return walk(divisionCode, "", true);
    }

    /** JD's address library has changed. */
    void forget() {
        levels.clear();
    }

    private Optional<JdArea> walk(String divisionCode, String street, boolean anyPart) {
        String path = mapped.area(JdChannel.NAME, divisionCode).orElse("");
        if (!path.matches("\\d{1,18}(_\\d{1,18}){1,3}")) {
            return Optional.empty();
        }
        List<String> ids = new ArrayList<>(List.of(path.split("_", -1)));
        while (ids.size() < CALLS.size()) {
            Map<String, String> parts = areas(ids);
            if (parts.isEmpty()) {
                ids.add("0");
                continue;
            }
            String part = part(parts, street, anyPart);
            if (part == null) {
                return Optional.empty();
            }
            ids.add(part);
        }
        return Optional.of(new JdArea(
                Long.parseLong(ids.get(0)),
                Long.parseLong(ids.get(1)),
                Long.parseLong(ids.get(2)),
                Long.parseLong(ids.get(3))));
    }

    /** The longest name the street holds; the whole, or the only one there is, needs no saying. */
    private static @Nullable String part(Map<String, String> parts, String street, boolean anyPart) {
        if (parts.size() == 1 || anyPart) {
            return parts.keySet().iterator().next();
        }
        String found = null;
        int longest = 1;
        String whole = null;
        for (Map.Entry<String, String> each : parts.entrySet()) {
            String name = shortened(each.getValue());
            if (street.contains(name) && name.length() > longest) {
                found = each.getKey();
                longest = name.length();
            }
            if (each.getValue().equals(WHOLE)) {
                whole = each.getKey();
            }
        }
        return found != null ? found : whole;
    }

    /** People write 粤海 for 粤海街道. */
    private static String shortened(String name) {
        String shorter = name.replaceFirst("(街道办事处|街道|镇|乡|区|县)$", "");
        return shorter.length() < 2 ? name : shorter;
    }
}
