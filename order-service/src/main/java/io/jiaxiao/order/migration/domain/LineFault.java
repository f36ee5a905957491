package io.jiaxiao.order.migration.domain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something wrong with a line. It never repeats what was written there: that might be anything.
 *
 * @param field the column, at most 20 characters
 * @param why   stable code, at most 32 characters
 */
public record LineFault(String field, String why) {

    /** As it is kept: {@code field:WHY,field:WHY}. */
    public static String text(List<LineFault> faults) {
        return faults.stream().map(one -> one.field() + ":" + one.why()).collect(Collectors.joining(","));
    }

    /** @throws IllegalArgumentException when it is not what {@link #text} made */
    public static List<LineFault> parse(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.split(",")).stream().map(LineFault::parseOne).toList();
    }

    private static LineFault parseOne(String pair) {
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not a fault of a line: " + pair);
        }
        return new LineFault(pair.substring(0, colon), pair.substring(colon + 1));
    }
}
