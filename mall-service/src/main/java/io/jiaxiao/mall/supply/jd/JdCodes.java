package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.starter.partner.PartnerLine;
import java.util.Map;
import java.util.Set;

/** What JD's codes mean for an order (partners.md 5.4). */
final class JdCodes {

    static final String ORDERED_BEFORE = "0008";
    static final String NOTHING_THERE = "0010";
    static final String NO_SUCH_ORDER = "3401";

    /** Our own words for what is no answer of theirs. */
    static final String NOT_CONNECTED = PartnerLine.NOT_CONNECTED;

    static final String NO_ANSWER = PartnerLine.NO_ANSWER;
    static final String UNREADABLE_ANSWER = "UNREADABLE_ANSWER";
    static final String NO_TOKEN = "NO_TOKEN";
    static final String GATE_CLOSED = "GATE_CLOSED";
    static final String OTHER_ORDER = "OTHER_ORDER_UNDER_OUR_NUMBER";
    static final String UNCONFIRMED = "UNCONFIRMED";
    static final String EARLIER_TRY_OPEN = "EARLIER_TRY_OPEN";
    static final String AREA_UNKNOWN = "AREA_UNKNOWN";
    static final String AREA_UNAVAILABLE = "AREA_UNAVAILABLE";
    static final String NOT_AN_ORDER_FOR_GOODS = "NOT_AN_ORDER_FOR_GOODS";
    static final String DEARER = "DEARER_THAN_EXPECTED";

    /** The order may have been made all the same. */
    private static final Set<String> UNCERTAIN = Set.of("3058", "5001", "5002");

    /** Failed on JD's side for the moment; sending the same number again is what JD asks for. */
    private static final Set<String> AT_ONCE = Set.of("3051", "3052", "3053", "3054", "3055", "3056", "3057");

    /** Refused now, and not for good: throttle, money, rights that people can put right. */
    private static final Set<String> FOR_NOW =
            Set.of("2001", "2002", "2003", "2004", "2005", "2006", "2007", "3002", "3016", "3017");

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("1001", "参数为空"),
            Map.entry("1002", "参数格式不正确"),
            Map.entry("1003", "参数值不正确"),
            Map.entry("1004", "参数重复"),
            Map.entry("1005", "参数转换错误"),
            Map.entry("2001", "用户权限不足"),
            Map.entry("2002", "合同权限不足"),
            Map.entry("2003", "公司权限不足"),
            Map.entry("2004", "商品池权限不足"),
            Map.entry("2007", "登录令牌失效"),
            Map.entry("3001", "商品无价格"),
            Map.entry("3002", "下单过快，请稍后再试"),
            Map.entry("3003", "不支持的订单类型"),
            Map.entry("3004", "商品不可售"),
            Map.entry("3005", "商品不存在"),
            Map.entry("3008", "商品无货"),
            Map.entry("3009", "商品在该区域限制销售"),
            Map.entry("3010", "礼品卡不能与其他商品同单"),
            Map.entry("3015", "礼品卡只能开普通发票"),
            Map.entry("3016", "额度不足"),
            Map.entry("3017", "渠道余额不足"),
            Map.entry("3019", "商品价格已变动"),
            Map.entry("3105", "订单已被取消"),
            Map.entry("3203", "订单已被取消"),
            Map.entry("3208", "订单已确认，不能取消"),
            Map.entry("3405", "收货地址不正确"),
            Map.entry(NOT_CONNECTED, "无法连接渠道，未下单"),
            Map.entry(NO_TOKEN, "渠道登录失败，未下单"),
            Map.entry(GATE_CLOSED, "渠道繁忙或已熔断，未下单"),
            Map.entry(AREA_UNKNOWN, "收货地区无法识别，请补充到乡镇或街道"),
            Map.entry(AREA_UNAVAILABLE, "暂时无法核对收货地区，未下单"),
            Map.entry(NOT_AN_ORDER_FOR_GOODS, "该渠道只供应实物商品"),
            Map.entry(DEARER, "渠道价格高于约定"));

    private JdCodes() {}

    static boolean isUncertain(String code) {
        return UNCERTAIN.contains(code) || !isKnownRefusal(code) && !AT_ONCE.contains(code);
    }

    static boolean mayBeSentAgain(String code) {
        return AT_ONCE.contains(code);
    }

    static boolean isPermanent(String code) {
        return !AT_ONCE.contains(code) && !FOR_NOW.contains(code);
    }

    /** A code of no table is believed to mean nothing. */
    private static boolean isKnownRefusal(String code) {
        return code.matches("100[1-5]|200[1-7]|30[01]\\d|340[5-9]");
    }

    static Placement.Cause cause(String code) {
        return switch (code) {
            case "3004", "3005", "3008" -> Placement.Cause.SOLD_OUT;
            case "3009", "3405", AREA_UNKNOWN -> Placement.Cause.NOT_DELIVERED_THERE;
            default -> Placement.Cause.OTHER;
        };
    }

    static String reason(String code) {
        return REASONS.getOrDefault(code, "渠道返回 " + code);
    }
}
