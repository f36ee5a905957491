package io.jiaxiao.partners.carrier;

/** The answers' codes; INFERRED, like all of this shape. */
enum Code {
    OK("0000", "成功"),
    SIGN("1001", "签名错误"),
    PARAMETER("1002", "参数错误"),
    WRONG_CODE("2001", "验证码错误"),
    CODE_EXPIRED("2002", "验证码已过期"),
    TOO_MANY_TRIES("2003", "验证码错误次数过多，请重新获取"),
    TOO_OFTEN("2004", "获取验证码过于频繁"),
    SUBSCRIBED("3001", "用户已订购"),
    NOT_SUBSCRIBED("3002", "用户未订购"),
    NO_ORDER("3003", "订单不存在"),
    ARREARS("4001", "用户欠费"),
    SUSPENDED("4002", "用户停机"),
    BLACKLISTED("4003", "用户在黑名单中"),
    NOT_REAL_NAME("4004", "用户未实名"),
    EXCLUSIVE("4005", "与已订套餐互斥"),
    AGE("4006", "不满足年龄限制"),
    BUSY("9999", "系统繁忙");

    private final String number;
    private final String words;

    Code(String number, String words) {
        this.number = number;
        this.words = words;
    }

    String number() {
        return number;
    }

    String words() {
        return words;
    }
}
