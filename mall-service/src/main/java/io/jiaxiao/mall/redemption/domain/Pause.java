package io.jiaxiao.mall.redemption.domain;

import java.time.Duration;

/** How long to wait before the next try: twice as long each time, up to a longest one. */
public record Pause(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 20;

    /** @param before how many tries there have been; 0 gives the first pause */
    public Duration after(int before) {
        Duration pause = first.multipliedBy(1L << Math.min(Math.max(before, 0), MOST_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
