package io.jiaxiao.mall.redemption.domain;

import io.jiaxiao.kernel.Mobile;
import java.util.Set;

/**
 * Which numbers can be topped up: the segments the ministry (MIIT numbering plan) gave to 移动, 联通, 电信 and 广电 for
 * people. Not those of virtual carriers (162, 165, 167, 170, 171), whose balance the carriers do not
 * hold, nor those of things (140, 141, 144, 146).
 */
public final class NumberSegments {

    private static final Set<String> CHINA_MOBILE = Set.of(
            "134", "135", "136", "137", "138", "139", "147", "148", "150", "151", "152", "157", "158", "159", "172",
            "178", "182", "183", "184", "187", "188", "195", "197", "198");
    private static final Set<String> CHINA_UNICOM =
            Set.of("130", "131", "132", "145", "155", "156", "166", "175", "176", "185", "186", "196");
    private static final Set<String> CHINA_TELECOM =
            Set.of("133", "149", "153", "173", "174", "177", "180", "181", "189", "190", "191", "193", "199");
    private static final Set<String> CHINA_BROADNET = Set.of("192");

    private NumberSegments() {}

    public static boolean canBeRecharged(Mobile mobile) {
        String segment = mobile.digits().substring(0, 3);
        return CHINA_MOBILE.contains(segment)
                || CHINA_UNICOM.contains(segment)
                || CHINA_TELECOM.contains(segment)
                || CHINA_BROADNET.contains(segment);
    }
}
