package io.jiaxiao.roster.signin.domain;

import java.time.Duration;

/**
 * At most so many in any stretch of time of this length.
 *
 * @param most   1 or more
 * @param within length of the stretch
 */
public record Window(int most, Duration within) {

    public Window {
        if (most < 1 || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("a window lets at least one through in some time");
        }
    }
}
