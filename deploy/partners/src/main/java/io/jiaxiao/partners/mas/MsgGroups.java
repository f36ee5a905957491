package io.jiaxiao.partners.mas;

import io.jiaxiao.partners.chance.Chance;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Batch ids of 22 digits: the simulated second, so that a restarted simulator does not give out an id again, then ten
 * digits that walk from the seed through all ten-digit numbers without meeting one twice.
 */
final class MsgGroups {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyMMddHHmmss");
    private static final long NUMBERS = 10_000_000_000L;
    /** Neither even nor a multiple of five, so the walk visits every number. */
    private static final long STEP = 6_180_339_887L;

    private final Clock clock;
    private final AtomicLong place;

    MsgGroups(Clock clock, Chance chance) {
        this.clock = clock;
        this.place = new AtomicLong(chance.number("mas msgGroup", 0, NUMBERS));
    }

    String next() {
        long tail = place.getAndUpdate(current -> (current + STEP) % NUMBERS);
        return SECOND.format(ZonedDateTime.now(clock)) + String.format("%010d", tail);
    }
}
