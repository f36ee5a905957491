package io.jiaxiao.partners.jd;

import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.node.ObjectNode;

/** Fen inside, yuan on the wire; the tax is in the price. */
final class Yuan {

    private static final BigDecimal WITH_TAX = new BigDecimal("1.13");

    private Yuan() {}

    static BigDecimal of(long fen) {
        return BigDecimal.valueOf(fen, 2);
    }

    static BigDecimal naked(long fen) {
        return of(fen).divide(WITH_TAX, 2, RoundingMode.HALF_UP);
    }

    /** Price, tax rate in percent, tax and price without it, of one piece. */
    static void prices(ObjectNode node, long fen) {
        node.put("price", of(fen));
        node.put("tax", 13);
        node.put("taxPrice", of(fen).subtract(naked(fen)));
        node.put("nakedPrice", naked(fen));
    }
}
