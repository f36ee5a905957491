package io.jiaxiao.mall.redemption.domain;

import io.jiaxiao.kernel.Masking;

/**
 * What somebody did to an order: a line of its timeline.
 *
 * @param what  stable code of the act, e.g. {@code PLACED}
 * @param actor {@code person:ID}, {@code operator:ID}, {@code channel:NAME} or {@code system}
 * @param code  the partner's or our own code for why; empty for none
 * @param note  words for operators; empty for none
 */
public record Step(String what, String actor, String code, String note) {

    private static final int LONGEST_CODE = 64;
    private static final int LONGEST_NOTE = 400;
    public static final String SYSTEM = "system";

    /** What partners write is cut, and may name a number. */
    public Step {
        code = cut(Masking.mobilesIn(code), LONGEST_CODE);
        note = cut(Masking.mobilesIn(note), LONGEST_NOTE);
    }

    public static Step bySystem(String what, String code) {
        return new Step(what, SYSTEM, code, "");
    }

    public static Step byPerson(String what, long personId) {
        return new Step(what, "person:" + personId, "", "");
    }

    public static Step byChannel(String what, String channel, String code, String note) {
        return new Step(what, "channel:" + channel, code, note);
    }

    public static Step byOperator(String what, String operator, String why) {
        return new Step(what, "operator:" + operator, "", why);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
