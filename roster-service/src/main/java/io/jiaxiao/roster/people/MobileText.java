package io.jiaxiao.roster.people;

/** How people may write a number, for the checks of requests. What passes is read by {@link io.jiaxiao.kernel.Mobile}. */
public final class MobileText {

    /** 11 digits, perhaps with +86 before them, perhaps in groups. */
    public static final String SHAPE = "(?:\\+?86[ -]?)?1[3-9](?:[ -]?[0-9]){9}";

    public static final String MESSAGE = "手机号格式不正确，请填写11位手机号";

    private MobileText() {}
}
