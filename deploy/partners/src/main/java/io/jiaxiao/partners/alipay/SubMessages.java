package io.jiaxiao.partners.alipay;

import java.util.Map;

/** What Alipay says to people beside its codes. */
final class SubMessages {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("ACQ.TRADE_NOT_EXIST", "交易不存在"),
            Map.entry("ACQ.TRADE_HAS_SUCCESS", "交易已被支付"),
            Map.entry("ACQ.TRADE_HAS_CLOSE", "交易已经关闭"),
            Map.entry("ACQ.TRADE_HAS_FINISHED", "交易已完结"),
            Map.entry("ACQ.TRADE_STATUS_ERROR", "交易状态不合法"),
            Map.entry("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改"),
            Map.entry("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限"),
            Map.entry("ACQ.DISCORDANT_REPEAT_REQUEST", "请求信息不一致"),
            Map.entry("ACQ.SELLER_BALANCE_NOT_ENOUGH", "商户的支付宝账户中无足够的资金进行撤销"),
            Map.entry("ACQ.SYSTEM_ERROR", "系统异常"),
            Map.entry("ACQ.INVALID_PARAMETER", "参数无效"),
            Map.entry("isp.unknow-error", "系统繁忙"),
            Map.entry("isp.bill_not_exist", "账单不存在"),
            Map.entry("isv.invalid-signature", "验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配"));

    private SubMessages() {}

    static String of(String subCode) {
        return WORDS.getOrDefault(subCode, subCode);
    }
}
