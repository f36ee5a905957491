package io.jiaxiao.starter.pii;

/** The purposes the type handlers seal for; the same names serve the blind index. */
public final class PiiPurpose {

    /** {@link io.jiaxiao.kernel.Mobile}: index {@code digits()}. */
    public static final String MOBILE = "mobile";

    /** {@link io.jiaxiao.kernel.PersonName}: index {@code clear()}. */
    public static final String NAME = "person.name";

    /** {@link SealedTextHandler}. */
    public static final String TEXT = "text";

    private PiiPurpose() {}
}
