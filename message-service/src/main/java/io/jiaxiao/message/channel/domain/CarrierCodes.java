package io.jiaxiao.message.channel.domain;

import java.util.Map;
import java.util.Optional;

/** What the codes in delivery reports mean, for operators (partners.md 1.8). The same gateways stand behind all channels. */
public final class CarrierCodes {

    private static final Map<String, String> EXACT = Map.ofEntries(
            Map.entry("DELIVRD", "已送达"),
            Map.entry("CM:0000", "已送达"),
            Map.entry("CM:1004", "签名错误"),
            Map.entry("CM:1005", "模板错误"),
            Map.entry("CM:1006", "参数与模板不符"),
            Map.entry("CM:3000", "号码无效或重复"),
            Map.entry("CM:3007", "没有可用签名"),
            Map.entry("CM:4001", "接口账号异常"),
            Map.entry("CM:4002", "长短信受限"),
            Map.entry("CM:4003", "长短信受限"),
            Map.entry("CM:4004", "短信内容异常"),
            Map.entry("CM:4005", "没有可用路由"),
            Map.entry("CM:4006", "没有异网签名"),
            Map.entry("CM:4007", "接口密码错误"),
            Map.entry("CM:4008", "号码数量过多"),
            Map.entry("CM:4009", "签名冲突"),
            Map.entry("CM:4010", "日发送上限为零"),
            Map.entry("CM:8001", "含敏感词"),
            Map.entry("CM:8002", "含敏感词"),
            Map.entry("CM:8003", "号码在全局黑名单"),
            Map.entry("CM:8004", "号码在企业黑名单"),
            Map.entry("CM:8005", "预付费余额异常"),
            Map.entry("CM:8006", "预付费余额异常"),
            Map.entry("CM:8007", "预付费余额异常"),
            Map.entry("CM:9999", "通道内部错误"),
            Map.entry("GW:9999", "网关超时"),
            Map.entry("EXPIRED", "短信中心超时未送达"),
            Map.entry("UNDELIV", "无法送达"),
            Map.entry("REJECTD", "被运营商拒收"),
            Map.entry("DB:0101", "号码有误"),
            Map.entry("DB:0102", "手机已停机"),
            Map.entry("DB:0103", "手机已欠费"),
            Map.entry("DB:0118", "用户已订购"),
            Map.entry("DB:0119", "用户不能退订"),
            Map.entry("DB:0140", "用户未订购"),
            Map.entry("MK:0001", "号码不存在"),
            Map.entry("MK:0002", "手机已停机"),
            Map.entry("MK:0005", "手机被限制接收"),
            Map.entry("MK:0017", "手机存储已满"),
            Map.entry("MK:0024", "手机已关机"));

    private static final Map<String, String> FAMILIES = Map.ofEntries(
            Map.entry("MI", "短信中心超时未送达"),
            Map.entry("MK", "短信中心无法送达"),
            Map.entry("CA", "网关处理失败"),
            Map.entry("CB", "网关处理失败"),
            Map.entry("IA", "互联网关处理失败"),
            Map.entry("IB", "互联网关处理失败"),
            Map.entry("IC", "互联网关处理失败"),
            Map.entry("MA", "短信中心处理失败"),
            Map.entry("MB", "短信中心处理失败"),
            Map.entry("MC", "短信中心处理失败"),
            Map.entry("MH", "短信中心处理失败"),
            Map.entry("MJ", "短信中心处理失败"));

    private CarrierCodes() {}

    /** In Chinese; empty for a code no list names. */
    public static Optional<String> reason(String code) {
        String exact = EXACT.get(code);
        if (exact != null) {
            return Optional.of(exact);
        }
        int colon = code.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.ofNullable(FAMILIES.get(code.substring(0, colon)));
    }

    /** Whether a report's status says that the phone has it; any other says that it has not. */
    public static boolean isDelivered(String status) {
        return status.equals("DELIVRD") || status.equals("CM:0000");
    }
}
