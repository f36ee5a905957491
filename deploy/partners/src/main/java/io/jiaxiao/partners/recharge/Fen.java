package io.jiaxiao.partners.recharge;

import java.math.BigDecimal;

/** Money as suppliers write it: yuan with two digits after the point; inside it is fen. */
public final class Fen {

    private Fen() {}

    /** Such as {@code 99.50}. */
    public static String toYuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    /** The price in fen of so many fen of face value, at so many thousandths. */
    public static long discounted(long faceFen, int perMille) {
        return faceFen * perMille / 1000;
    }
}
