package io.jiaxiao.mall.points.web;

import io.jiaxiao.kernel.Refusal;

/** Numbers that travel as text, because JavaScript would round them. */
final class Numbers {

    private Numbers() {}

    /** @throws io.jiaxiao.kernel.RefusedException 400 when it is beyond the range of a long */
    static long of(String field, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Refusal.invalid("INVALID_REQUEST", field + " 超出范围").asException();
        }
    }
}
