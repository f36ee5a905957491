package io.jiaxiao.partners.jd;

/** The codes JD answers, with their texts (partners.md 5.4 and 5.7). */
enum Code {
    DONE("0000", "操作成功"),
    ORDERED("0001", "下单成功"),
    CANCELLED("0002", "取消订单成功"),
    CONFIRMED("0003", "确认订单成功"),
    ORDERED_BEFORE("0008", "重复下单，该第三方订单号已有订单"),
    NOTHING_THERE("0010", "返回数据为空"),
    EMPTY("1001", "参数为空"),
    BAD_FORMAT("1002", "参数格式不正确"),
    BAD_VALUE("1003", "参数值不正确"),
    REPEATED("1004", "参数重复"),
    NO_SUCH_USER("2001", "用户权限不足"),
    CONTRACT("2002", "合同权限不足"),
    NOT_IN_POOL("2004", "商品池权限不足"),
    TOKEN_EXPIRED("2007", "token已过期或不正确"),
    NO_PRICE("3001", "商品无价格"),
    RESTRICTED("3004", "商品不可售"),
    NO_SUCH_SKU("3005", "商品不存在"),
    OUT_OF_STOCK("3008", "商品无货"),
    AREA_RESTRICTED("3009", "商品在该区域限制销售"),
    GIFT_CARD_MIXED("3010", "实物礼品卡不能与其他商品混单"),
    GIFT_CARD_INVOICE("3015", "实物礼品卡只能开普通发票"),
    BALANCE("3017", "余额不足"),
    PRICE_DIFFERS("3019", "商品价格与京东价格不一致"),
    UNCERTAIN("3058", "下单失败，请稍后重试"),
    CONFIRM_MISSING("3102", "京东订单不存在"),
    CONFIRMED_BEFORE("3103", "订单已确认，不能重复确认"),
    CONFIRM_CHILD("3104", "子订单不能单独确认"),
    CONFIRM_CANCELLED("3105", "订单已取消，不能确认"),
    CANCEL_MISSING("3202", "京东订单不存在"),
    CANCELLED_BEFORE("3203", "订单已取消"),
    CANCEL_CONFIRMED("3208", "订单已确认，不能取消"),
    CANCEL_CHILD("3209", "子订单不能取消"),
    NO_SUCH_ORDER("3401", "订单不存在"),
    NOT_DELIVERED_YET("3402", "配送信息不存在"),
    PAY_BALANCE("3403", "支付失败，余额不足"),
    NOT_PAYABLE("3404", "订单不能支付"),
    BAD_ADDRESS("3405", "收货地址不正确"),
    SERVICE_ERROR("5001", "服务异常，请稍后重试"),
    AFS_FAILED("2000", "售后服务失败"),
    AFS_PARAMS("6001", "参数不正确"),
    AFS_NO_ORDER("6002", "订单不存在"),
    AFS_UNCONFIRMED("6003", "订单未确认"),
    AFS_NOT_CHILD("6004", "不是子订单"),
    AFS_NOT_DELIVERED("6005", "订单未妥投"),
    AFS_ABNORMAL("6006", "订单异常"),
    AFS_NO_SKU("6007", "订单中没有该商品"),
    AFS_NOT_ELIGIBLE("6009", "该商品不能申请售后"),
    AFS_TOO_MANY("6010", "超过可申请数量"),
    AFS_RETURN_MODE("6011", "不支持该返回方式"),
    AFS_SERVICE_TYPE("6012", "不支持该服务类型"),
    AFS_NOT_APPROVED("6013", "服务单未审核通过"),
    SEND_ID("1001", "服务单号不正确"),
    SEND_FREIGHT("1002", "运费不正确"),
    SEND_WAYBILL("1003", "运单号不正确"),
    SEND_COMPANY("1004", "快递公司不正确"),
    SEND_DATE("1005", "发货日期不正确");

    private final String number;
    private final String text;

    Code(String number, String text) {
        this.number = number;
        this.text = text;
    }

    String number() {
        return number;
    }

    String text() {
        return text;
    }
}
