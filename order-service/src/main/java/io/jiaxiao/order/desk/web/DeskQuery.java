package io.jiaxiao.order.desk.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.desk.DeskCursor;
import io.jiaxiao.order.desk.DeskFilter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is in the address of a list; everything may be missing.
 *
 * @param number of a purchase
 * @param from   made then or later
 * @param till   made before then
 * @param cursor the {@code nextCursor} of the page before
 * @param size   lines of a page, 20 when missing
 */
record DeskQuery(
        @Nullable @Pattern(regexp = "[A-Z0-9_]{1,32}") String product,
        @Nullable @Pattern(regexp = ID) String schoolId,
        @Nullable @Pattern(regexp = ID) String classId,
        @Nullable @Min(1) Long personId,
        @Nullable @Pattern(regexp = ID) String childId,
        @Nullable @Min(1) Long payerId,
        @Nullable @Min(1) Long number,
        @Nullable Instant from,
        @Nullable Instant till,
        @Nullable PayMethod channel,
        @Nullable @Pattern(regexp = DeskCursor.FORM) String cursor,
        @Nullable @Min(1) @Max(200) Integer size) {

    private static final String ID = "[A-Za-z0-9]{1,32}";
    private static final int SIZE = 20;
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final Refusal OUT_OF_RANGE =
            Refusal.invalid("TIME_OUT_OF_RANGE", "from 与 till 应在 2020 至 2100 年之间，且 from 早于 till");

    DeskFilter filter(@Nullable Enum<?> state, @Nullable Boolean reviewDue) {
        requireTimes();
        return new DeskFilter(
                state == null ? null : state.name(),
                product,
                schoolId,
                classId,
                personId,
                childId,
                payerId,
                number,
                from,
                till,
                channel,
                reviewDue);
    }

    @Nullable
    DeskCursor after() {
        return cursor == null ? null : DeskCursor.parse(cursor);
    }

    int most() {
        return size == null ? SIZE : size;
    }

    private void requireTimes() {
        boolean wrong = outOfRange(from) || outOfRange(till) || (from != null && till != null && !from.isBefore(till));
        if (wrong) {
            throw OUT_OF_RANGE.asException();
        }
    }

    private static boolean outOfRange(@Nullable Instant given) {
        return given != null && (given.isBefore(EARLIEST) || given.isAfter(LATEST));
    }
}
