package io.jiaxiao.mall.supply.call;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** What partners write, made fit for our books. */
public final class Words {

    private static final int LONGEST = 120;

    private Words() {}

    /** A partner's sentence for operators: one line, bounded, and no number in it long enough to be a phone or a card. */
    public static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").replaceAll("[0-9A-Za-z]{7,}", "***");
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    /** Fen of an amount in yuan such as {@code 99.50}; empty when it is none, or not a whole number of fen. */
    public static OptionalLong fen(String yuan) {
        if (!yuan.matches("-?\\d{1,12}(\\.\\d{1,4})?")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new BigDecimal(yuan)
                    .movePointRight(2)
                    .setScale(0, RoundingMode.UNNECESSARY)
                    .longValueExact());
        } catch (ArithmeticException notWhole) {
            return OptionalLong.empty();
        }
    }
}
