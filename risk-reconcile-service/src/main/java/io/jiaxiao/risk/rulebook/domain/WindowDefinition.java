package io.jiaxiao.risk.rulebook.domain;

import io.jiaxiao.contracts.risk.Scene;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something counted over the last minutes to days, for rules to look at as {@code windows.NAME}. The event being decided
 * is included.
 *
 * @param dimension by what events are told apart; an event without it is not counted
 * @param fact      what is summed; null unless {@code kind} is SUM
 * @param distinct  what is told apart in the window; null unless {@code kind} is DISTINCT
 * @param length    how far it looks back; never less, at most a sixtieth more
 */
public record WindowDefinition(
        String name,
        Scene scene,
        Dimension dimension,
        WindowKind kind,
        @Nullable String fact,
        @Nullable Dimension distinct,
        Duration length) {

    public static final Duration SHORTEST = Duration.ofMinutes(1);
    public static final Duration LONGEST = Duration.ofDays(31);

    /** In how many steps a window moves on. */
    public static final int STEPS = 60;

    public WindowDefinition {
        if ((kind == WindowKind.SUM) != (fact != null) || (kind == WindowKind.DISTINCT) != (distinct != null)) {
            throw new IllegalArgumentException("SUM has a fact, DISTINCT has something distinct, COUNT has neither");
        }
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a window lasts from a minute to 31 days");
        }
    }

    /** What it counts, and how: another definition under the same name has another identity. */
    public String identity() {
        String what = distinct == null ? fact : distinct.name();
        return kind + "." + dimension + "." + (what == null ? "" : what + ".") + length.toSeconds();
    }
}
