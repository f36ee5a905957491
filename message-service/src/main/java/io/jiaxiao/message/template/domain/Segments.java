package io.jiaxiao.message.template.domain;

/**
 * How many SMS a text costs (partners.md 1.9): 70 UCS-2 characters in one, 67 in each of several, the visible signature
 * counted. A character outside the basic plane needs two places and is never cut in half.
 */
public final class Segments {

    static final int ALONE = 70;
    static final int TOGETHER = 67;

    private Segments() {}

    /** At least 1. */
    public static int of(String textWithSignature) {
        if (textWithSignature.length() <= ALONE) {
            return 1;
        }
        int segments = 1;
        int used = 0;
        for (int i = 0; i < textWithSignature.length(); ) {
            int width = Character.charCount(textWithSignature.codePointAt(i));
            if (used + width > TOGETHER) {
                segments++;
                used = 0;
            }
            used += width;
            i += width;
        }
        return segments;
    }
}
