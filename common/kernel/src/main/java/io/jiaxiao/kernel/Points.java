package io.jiaxiao.kernel;

import java.io.Serial;
import java.io.Serializable;

/** A number of points, whole and never below zero. Sums that leave the range of a long are errors, not wrap-arounds. */
public record Points(long value) implements Comparable<Points>, Serializable {

    public static final Points ZERO = new Points(0);

    @Serial
    private static final long serialVersionUID = 1L;

    /** @throws IllegalArgumentException below zero */
    public Points {
        if (value < 0) {
            throw new IllegalArgumentException("points below zero: " + value);
        }
    }

    public static Points of(long value) {
        return new Points(value);
    }

    /** @throws ArithmeticException beyond the range of a long */
    public Points plus(Points more) {
        return new Points(Math.addExact(value, more.value));
    }

    /**
     * @throws IllegalArgumentException if {@code less} is more than there is; ask {@link #covers} first where that is
     *     an expected case
     */
    public Points minus(Points less) {
        return new Points(value - less.value);
    }

    /** @throws ArithmeticException beyond the range of a long */
    public Points times(long factor) {
        return new Points(Math.multiplyExact(value, factor));
    }

    public boolean covers(Points wanted) {
        return value >= wanted.value;
    }

    public boolean isZero() {
        return value == 0;
    }

    @Override
    public int compareTo(Points other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
