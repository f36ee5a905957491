package io.jiaxiao.partners.niannianka;

/** What the partner answers. Only 0 is public; the other numbers are INFERRED, so the configuration can change them. */
enum Code {
    OK(0, "接口调用成功"),
    MALFORMED(1000, "请求报文不正确"),
    APP_KEY(1001, "app_key 不存在"),
    TIMESTAMP(1002, "timestamp 超出允许范围"),
    SIGN(1003, "签名错误"),
    METHOD(1004, "method 不存在"),
    PARAMETER(1005, "业务参数不正确"),
    PRODUCT_UNKNOWN(2001, "商品不存在"),
    PRODUCT_CLOSED(2002, "商品已下架或维护中"),
    STOCK(2003, "库存不足"),
    ORDER_EXISTS(3001, "外部订单号已存在"),
    ORDER_UNKNOWN(3002, "订单不存在"),
    BALANCE(3003, "账户余额不足"),
    ACCOUNT(3004, "充值账号不正确"),
    MAINTENANCE(3005, "运营商维护中"),
    BUSY(5000, "系统繁忙");

    private final int usual;
    private final String message;

    Code(int usual, String message) {
        this.usual = usual;
        this.message = message;
    }

    int usual() {
        return usual;
    }

    String message() {
        return message;
    }
}
