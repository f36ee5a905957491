package io.jiaxiao.kernel;

import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * An amount of money in fen (1/100 yuan), whole. May be negative, since differences and refunds are amounts too. Sums
 * that leave the range of a long are errors, not wrap-arounds.
 */
public record Money(long fen) implements Comparable<Money>, Serializable {

    public static final Money ZERO = new Money(0);

    @Serial
    private static final long serialVersionUID = 1L;

    public static Money ofFen(long fen) {
        return new Money(fen);
    }

    /**
     * From yuan as partners write it, such as {@code "12.3"}.
     *
     * @throws NumberFormatException not a decimal number
     * @throws ArithmeticException   a part below one fen, or beyond the range of a long: never rounded
     */
    public static Money ofYuan(String yuan) {
        // A long exponent would make the exact value billions of digits long.
        if (yuan.length() > 24 || yuan.indexOf('e') >= 0 || yuan.indexOf('E') >= 0) {
            throw new NumberFormatException("not an amount in yuan");
        }
        return new Money(new BigDecimal(yuan).movePointRight(2).longValueExact());
    }

    /** As {@code "12.30"}: always two decimals, as partners want it. */
    public String inYuan() {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    /** @throws ArithmeticException beyond the range of a long */
    public Money plus(Money more) {
        return new Money(Math.addExact(fen, more.fen));
    }

    /** @throws ArithmeticException beyond the range of a long */
    public Money minus(Money less) {
        return new Money(Math.subtractExact(fen, less.fen));
    }

    /** @throws ArithmeticException beyond the range of a long */
    public Money times(long factor) {
        return new Money(Math.multiplyExact(fen, factor));
    }

    /** @throws ArithmeticException for the one amount that has no opposite */
    public Money negated() {
        return new Money(Math.negateExact(fen));
    }

    public boolean isNegative() {
        return fen < 0;
    }

    public boolean isZero() {
        return fen == 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }

    @Override
    public String toString() {
        return inYuan() + "元";
    }
}
