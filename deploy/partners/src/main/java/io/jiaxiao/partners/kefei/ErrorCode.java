package io.jiaxiao.partners.kefei;

/** What the partner answers. 1 and -310 are public; the full table is not, so the other numbers are INFERRED. */
enum ErrorCode {
    OK(1, "成功"),
    UNCERTAIN(-310, "结果未知，请查询订单"),
    MALFORMED(-100, "请求报文不正确"),
    SIGN(-101, "签名错误"),
    AGENT(-102, "代理商账号不存在"),
    IP(-103, "IP 未授权"),
    ACTION(-104, "不支持的 action"),
    PARAMETER(-105, "业务参数不正确"),
    DUPLICATE(-200, "订单号重复"),
    ACCOUNT(-201, "充值号码不正确"),
    CARRIER(-202, "运营商与号码不符"),
    FACE(-203, "不支持的面值"),
    BALANCE(-204, "代理商余额不足"),
    NOT_FOUND(-205, "订单不存在");

    private final int number;
    private final String description;

    ErrorCode(int number, String description) {
        this.number = number;
        this.description = description;
    }

    int number() {
        return number;
    }

    String description() {
        return description;
    }
}
