package io.jiaxiao.risk.listing.domain;

import io.jiaxiao.risk.rulebook.domain.Dimension;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All lists at one revision. An entry whose time is over does not count, whether or not it was read again since. */
public final class ListBook {

    private final Map<ListKind, Map<Dimension, Map<String, Instant>>> ends = new EnumMap<>(ListKind.class);

    public ListBook(List<Line> lines) {
        for (Line line : lines) {
            ends.computeIfAbsent(line.kind(), kind -> new EnumMap<>(Dimension.class))
                    .computeIfAbsent(line.dimension(), dimension -> new HashMap<>())
                    .merge(line.value(), line.endsAt(), (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    /** What matching needs of an entry. */
    public record Line(ListKind kind, Dimension dimension, String value, Instant endsAt) {}

    /** Dimensions whose value is on a list of this kind now. */
    public Set<Dimension> matched(ListKind kind, Function<Dimension, @Nullable String> values, Instant now) {
        Set<Dimension> matched = EnumSet.noneOf(Dimension.class);
        ends.getOrDefault(kind, Map.of()).forEach((dimension, listed) -> {
            String value = values.apply(dimension);
            Instant end = value == null ? null : listed.get(value);
            if (end != null && end.isAfter(now)) {
                matched.add(dimension);
            }
        });
        return matched;
    }
}
