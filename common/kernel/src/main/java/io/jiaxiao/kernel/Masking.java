package io.jiaxiao.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How personal data looks where it may not be read: in logs, lists and exports. Every method takes any text and never
 * fails; what is too short to mask in part is masked whole.
 */
public final class Masking {

    private static final char STAR = '*';

    private static final int MOBILE_LENGTH = 11;

    /** Province and city or district: enough to recognise one's own address, too little to find the door. */
    private static final int ADDRESS_KEPT = 6;

    private static final Set<String> COMPOUND_SURNAMES = Set.of(
            "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政",
            "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "令狐", "闾丘", "子车", "亓官", "司寇",
            "巫马", "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "段干", "百里", "呼延", "东郭", "南门", "羊舌",
            "微生", "梁丘", "左丘", "东门", "西门", "第五", "完颜", "纳兰");

    /**
     * Eleven digits standing alone, alone also being: after +86, after a percent escape of a query string (whose last
     * digits would look like part of the number), with single blanks or dashes inside. A trace id is passed over first,
     * since one in a thousand holds such digits and would be useless afterwards.
     */
    private static final Pattern MOBILE_IN_TEXT = Pattern.compile("(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])|"
            + "(?:(?<![0-9])|(?<=%[0-9A-Fa-f]{2}))((?:86[ -]?)?1[3-9][0-9])([ -]?)[0-9]{4}([ -]?)([0-9]{4})(?![0-9])");

    private static final String CALLBACK = "/callback";

    /** What follows the partner in the path of a callback. */
    private static final Pattern CALLBACK_IN_TEXT =
            Pattern.compile("(" + CALLBACK + "[^/?#\\s\"']*/+[^/?#\\s\"']+)/([^?#\\s\"']+)");

    /** What a callback is called by, rather than a token or a number. */
    private static final Pattern WORD = Pattern.compile("[a-z]{1,20}");

    private Masking() {}

    /** {@code 138****0000}; anything but eleven characters becomes stars only. */
    public static String mobile(String mobile) {
        return mobile.length() == 11 ? mobile.substring(0, 3) + "****" + mobile.substring(7) : stars(mobile);
    }

    /** {@code 张*}, {@code 欧阳**}: the surname stays if anything is left to hide behind it. */
    public static String name(String name) {
        int length = name.codePointCount(0, name.length());
        if (length < 2) {
            return stars(name);
        }
        boolean compound = length > 2 && COMPOUND_SURNAMES.contains(name.substring(0, name.offsetByCodePoints(0, 2)));
        int kept = compound ? 2 : 1;
        int end = name.offsetByCodePoints(0, kept);
        return name.substring(0, end) + String.valueOf(STAR).repeat(length - kept);
    }

    /** Identity card, student and other numbers: first three and last two stay of at least eight. */
    public static String idNumber(String number) {
        int length = number.length();
        if (length < 8) {
            return stars(number);
        }
        return number.substring(0, 3) + String.valueOf(STAR).repeat(length - 5) + number.substring(length - 2);
    }

    /** The first six characters, then always four stars, so that the length says nothing. */
    public static String address(String address) {
        int length = address.codePointCount(0, address.length());
        if (length <= ADDRESS_KEPT) {
            return stars(address);
        }
        return address.substring(0, address.offsetByCodePoints(0, ADDRESS_KEPT)) + "****";
    }

    /** Codes, secrets, anything of which nothing may show: six stars whatever the length. */
    public static String whole(String ignored) {
        return "******";
    }

    /** Every mobile number inside a text masked, the rest untouched: for logs, exceptions and query strings. */
    public static String mobilesIn(String text) {
        return mayHoldMobile(text.getBytes(StandardCharsets.UTF_8)) ? searched(text) : text;
    }

    /** {@link #mobilesIn} of any text, whether it could hold one or not. */
    static String searched(String text) {
        Matcher found = MOBILE_IN_TEXT.matcher(text);
        while (found.find()) {
            if (found.group(1) != null) {
                return found.replaceAll(match -> match.group(1) == null ? "$0" : "$1$2****$3$4");
            }
        }
        return text;
    }

    /**
     * Whether {@link #mobilesIn} could find anything in this UTF-8 text: never false when it would. Most lines of a log hold
     * nothing that looks like one, and need not be searched.
     */
    public static boolean mayHoldMobile(byte[] text) {
        for (int at = 0; at + MOBILE_LENGTH <= text.length; at++) {
            if (text[at] == '1' && mayBegin(text, at) && isMobile(text, at)) {
                return true;
            }
        }
        return false;
    }

    /** Digits as of a mobile number from here on, and no more of them. */
    private static boolean isMobile(byte[] text, int start) {
        if (text[start + 1] < '3' || text[start + 1] > '9' || !isDigit(text[start + 2])) {
            return false;
        }
        int at = start + 3;
        for (int group = 0; group < 2; group++) {
            if (at < text.length && (text[at] == ' ' || text[at] == '-')) {
                at++;
            }
            for (int end = at + 4; at < end; at++) {
                if (at >= text.length || !isDigit(text[at])) {
                    return false;
                }
            }
        }
        return at == text.length || !isDigit(text[at]);
    }

    /** Not in the middle of a longer number, unless that is 86 or the escape of a query string. */
    private static boolean mayBegin(byte[] text, int at) {
        return at == 0
                || !isDigit(text[at - 1])
                || at > 1 && text[at - 1] == '6' && text[at - 2] == '8'
                || at > 2 && text[at - 3] == '%';
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    /**
     * Of the path of every callback inside a text the partner and, where it is a word, the last part: between them some
     * partners carry the token that alone proves who calls.
     */
    public static String callbackTokensIn(String text) {
        if (!text.contains(CALLBACK)) {
            return text;
        }
        Matcher found = CALLBACK_IN_TEXT.matcher(text);
        return found.find() ? found.replaceAll(path -> Matcher.quoteReplacement(withoutToken(path))) : text;
    }

    private static String withoutToken(MatchResult path) {
        String rest = path.group(2);
        int lastSlash = rest.lastIndexOf('/');
        boolean word = WORD.matcher(rest.substring(lastSlash + 1)).matches();
        if (lastSlash < 0 && word) {
            return path.group();
        }
        return path.group(1) + "/***" + (lastSlash >= 0 && word ? rest.substring(lastSlash) : "");
    }

    private static String stars(String text) {
        return String.valueOf(STAR).repeat(text.codePointCount(0, text.length()));
    }
}
