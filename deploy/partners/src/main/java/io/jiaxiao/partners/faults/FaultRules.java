package io.jiaxiao.partners.faults;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the values of an ordered fault must be. */
public final class FaultRules {

    private static final String TIME = "millis 应在 0 到 604800000（七天）之间";

    private FaultRules() {}

    /**
     * @param otherwise what is wrong, for whoever orders the fault, in Chinese
     * @throws IllegalArgumentException when it is not met
     */
    public static void require(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * @param millis simulated, at most seven days; must be given
     * @throws IllegalArgumentException when it is not
     */
    public static void requireTime(@Nullable Long millis) {
        require(millis != null && isTime(millis), "millis 必填；" + TIME);
    }

    /**
     * @param millis simulated, at most seven days; null for the usual time
     * @throws IllegalArgumentException when it is given and not a time
     */
    public static void requireTimeIfGiven(@Nullable Long millis) {
        require(millis == null || isTime(millis), TIME);
    }

    private static boolean isTime(long millis) {
        return millis >= 0 && millis <= Duration.ofDays(7).toMillis();
    }
}
