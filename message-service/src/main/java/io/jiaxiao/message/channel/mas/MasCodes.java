package io.jiaxiao.message.channel.mas;

import io.jiaxiao.message.channel.Submission.Again;
import io.jiaxiao.message.channel.domain.CarrierCodes;
import io.jiaxiao.starter.partner.PartnerLine;
import java.util.Map;
import java.util.Set;

/** What 云MAS means by its answers, and what to do about them (partners.md 1.5). */
final class MasCodes {

    static final String SUCCESS = "success";

    /** Our own words for what is no answer of theirs. */
    static final String NOT_CONNECTED = PartnerLine.NOT_CONNECTED;

    static final String NO_ANSWER = PartnerLine.NO_ANSWER;
    static final String UNREADABLE_ANSWER = "UNREADABLE_ANSWER";
    static final String NO_BATCH = "NO_BATCH";
    static final String LOOKS_LIKE_JSON = "LOOKS_LIKE_JSON";

    private static final Set<String> SOON = Set.of(
            NOT_CONNECTED,
            "SystemBusy",
            "InternalError",
            "RequestTimeout",
            "TransportError",
            "QueueOverLimit",
            "SenderNotStarted");

    private static final Set<String> SLOWER = Set.of("FlowOverLimit", "RequestTooOften");

    private static final Set<String> AFTER_ALARM = Set.of(
            "InvalidUsrOrPwd", "IllegalIpAddress", "PrepayBalanceZero", "OverDailyMax", "dailyMaxNumZero", "NoSignId");

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry(NOT_CONNECTED, "无法连接通道，短信未发出"),
            Map.entry(NO_ANSWER, "通道未应答，无法确认是否已发出"),
            Map.entry(UNREADABLE_ANSWER, "通道应答无法识别，无法确认是否已发出"),
            Map.entry(NO_BATCH, "通道已接收但未返回批次号"),
            Map.entry(LOOKS_LIKE_JSON, "短信内容形似数据，未发出"),
            Map.entry("IllegalMac", "签名校验失败"),
            Map.entry("IllegalSignId", "签名编码有误"),
            Map.entry("InvalidMessage", "请求内容不合法"),
            Map.entry("InvalidUsrOrPwd", "通道账号或密码错误"),
            Map.entry("NoSignId", "没有匹配的签名"),
            Map.entry("TooManyMobiles", "号码数量过多"),
            Map.entry("InvalidMobile", "号码无效"),
            Map.entry("NoMobile", "没有号码"),
            Map.entry("DupMobile", "号码重复"),
            Map.entry("InternalError", "通道内部错误"),
            Map.entry("SystemBusy", "通道繁忙"),
            Map.entry("IllegalIpAddress", "本机地址不在通道白名单"),
            Map.entry("RequestTimeout", "通道处理超时"),
            Map.entry("TransportError", "通道传输错误"),
            Map.entry("QueueOverLimit", "通道队列已满"),
            Map.entry("FlowOverLimit", "超过通道流量限制"),
            Map.entry("RequestTooOften", "请求过于频繁"),
            Map.entry("SenderNotStarted", "通道发送服务未启动"),
            Map.entry("IllegalTemplateId", "模板编号有误"),
            Map.entry("IllegalUseTemplate", "模板使用不当"),
            Map.entry("ParamsAndTemplateDoesNotMatch", "参数与模板不符"),
            Map.entry("OverDailyMax", "超过通道日发送上限"),
            Map.entry("dailyMaxNumZero", "通道日发送上限为零"),
            Map.entry("NotLoadedSign", "签名未加载"),
            Map.entry("NoOtSign", "没有异网签名"),
            Map.entry("ConflictSignId", "签名冲突"),
            Map.entry("RouteNotFound", "没有可用路由"),
            Map.entry("ContainBlackList", "号码在黑名单"),
            Map.entry("ErrGlobalBlackList", "号码在全局黑名单"),
            Map.entry("ErrEcBlackList", "号码在企业黑名单"),
            Map.entry("ContainSensitiveWord", "含敏感词"),
            Map.entry("ContainLabsSensitiveWord", "含敏感词"),
            Map.entry("ExceedMaxContentLength", "内容过长"),
            Map.entry("MessageExpired", "短信已过期"),
            Map.entry("PrepayBalanceZero", "通道余额为零"),
            Map.entry("PrepayOperErr", "通道扣费失败"));

    private MasCodes() {}

    /** Every code no list names is about the message itself. */
    static Again again(String code) {
        if (SOON.contains(code)) {
            return Again.SOON;
        }
        if (SLOWER.contains(code)) {
            return Again.SLOWER;
        }
        return AFTER_ALARM.contains(code) ? Again.AFTER_ALARM : Again.NEVER;
    }

    static String reason(String code) {
        String own = REASONS.get(code);
        if (own != null) {
            return own;
        }
        if (code.startsWith("HTTP_")) {
            return "通道返回异常状态 " + code.substring("HTTP_".length());
        }
        return CarrierCodes.reason(code).orElse(code);
    }
}
