package io.jiaxiao.risk.rulebook.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All a rule can know of an event.
 *
 * @param facts   a {@link Long}, {@link String} or {@link Boolean} each
 * @param windows value by name; a window that could not be counted is not in it
 * @param blocked dimensions of the event that are on a block list
 * @param allowed dimensions of the event that are on an allow list
 */
public record Inputs(
        String eventId,
        String personId,
        @Nullable String device,
        @Nullable String mobileIndex,
        @Nullable String ip,
        @Nullable String schoolId,
        Instant at,
        Map<String, Object> facts,
        Map<String, Long> windows,
        Set<Dimension> blocked,
        Set<Dimension> allowed) {

    /** So that no map of values has to grow. */
    private static final int MANY_WORDS = 96;

    private static final ZoneId BUSINESS = ZoneId.of("Asia/Shanghai");

    public Inputs {
        facts = Map.copyOf(facts);
        windows = Map.copyOf(windows);
        blocked = Set.copyOf(blocked);
        allowed = Set.copyOf(allowed);
    }

    /** The event's person, device... ; null when it has none. */
    public @Nullable String of(Dimension dimension) {
        return switch (dimension) {
            case PERSON -> personId;
            case DEVICE -> device;
            case MOBILE_INDEX -> mobileIndex;
            case IP -> ip;
            case SCHOOL -> schoolId;
        };
    }

    /** By the names expressions use. What is absent here is absent there, and a rule that needs it does not hit. */
    Map<String, Object> byName(Words words) {
        Map<String, Object> values = new HashMap<>(MANY_WORDS);
        values.put("eventId", eventId);
        values.put("personId", personId);
        values.put("device", orEmpty(device));
        values.put("mobileIndex", orEmpty(mobileIndex));
        values.put("ip", orEmpty(ip));
        values.put("schoolId", orEmpty(schoolId));
        ZonedDateTime local = at.atZone(BUSINESS);
        values.put("hour", (long) local.getHour());
        values.put("weekday", (long) local.getDayOfWeek().getValue());
        for (Dimension dimension : Dimension.values()) {
            values.put(dimension.blockedWord(), blocked.contains(dimension));
            values.put(dimension.allowedWord(), allowed.contains(dimension));
        }
        values.put("blocked.any", !blocked.isEmpty());
        values.put("allowed.any", !allowed.isEmpty());
        for (Words.Fact fact : words.facts()) {
            Object value = facts.get(fact.name());
            if (value != null && fact.type().fits(value)) {
                values.put(fact.word(), value);
            }
        }
        windows.forEach((name, value) -> values.put(words.window(name), value));
        return values;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
