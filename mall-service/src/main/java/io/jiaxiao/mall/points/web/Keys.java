package io.jiaxiao.mall.points.web;

/** The form of an Idempotency-Key. */
final class Keys {

    static final String FORM = "[!-~]{1,64}";
    static final String MESSAGE = "应为 1 至 64 位可见 ASCII 字符";

    private Keys() {}
}
