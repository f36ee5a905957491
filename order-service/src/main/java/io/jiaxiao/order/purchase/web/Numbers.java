package io.jiaxiao.order.purchase.web;

import io.jiaxiao.kernel.Refusal;

/** Ids that came as text. */
final class Numbers {

    /** What an id looks like on its way in. */
    static final String FORM = "[1-9][0-9]{0,18}";

    private Numbers() {}

    /** @throws io.jiaxiao.kernel.RefusedException 400 for nineteen digits that are no 64-bit number */
    static long parse(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw Refusal.invalid("INVALID_REQUEST", "编号不正确").asException();
        }
    }
}
