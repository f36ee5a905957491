package io.jiaxiao.roster.organisation.domain;

/** The place of a unit among its siblings, read from the number in its name: 三年级 before 十年级, 2班 before 10班. */
public final class NaturalOrder {

    /** Names without a number come last. */
    static final int NO_NUMBER = 1_000_000;

    private static final String CHINESE_DIGITS = "零一二三四五六七八九";
    private static final int LONGEST_NUMBER = 6;

    private NaturalOrder() {}

    /** 0 to {@value #NO_NUMBER}. */
    public static int of(String name) {
        int digits = leadingDigits(name);
        return digits >= 0 ? digits : chinese(name);
    }

    private static int leadingDigits(String name) {
        int start = 0;
        while (start < name.length() && !isDigit(name.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < name.length() && isDigit(name.charAt(end)) && end - start < LONGEST_NUMBER) {
            end++;
        }
        return start == end ? -1 : Math.min(Integer.parseInt(name.substring(start, end)), NO_NUMBER);
    }

    /** 一 to 九十九, as grades and classes are numbered. */
    private static int chinese(String name) {
        int value = 0;
        int digit = -1;
        boolean found = false;
        for (char c : name.toCharArray()) {
            int known = CHINESE_DIGITS.indexOf(c);
            if (known >= 0) {
                digit = known;
                found = true;
            } else if (c == '十') {
                value += (digit < 0 ? 1 : digit) * 10;
                digit = -1;
                found = true;
            } else if (found) {
                break;
            }
        }
        return found ? value + Math.max(digit, 0) : NO_NUMBER;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
