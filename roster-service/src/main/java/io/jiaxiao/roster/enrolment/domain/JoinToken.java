package io.jiaxiao.roster.enrolment.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a class's code says: which code it is and until when it is good. Written as
 * {@code 1-<code>-<seconds>-<seal>}, numbers to the base of 36, in lower case: one text for one code.
 */
public record JoinToken(long codeId, Instant expiresAt) {

    private static final int RADIX = 36;
    private static final String FORMAT = "1";
    private static final Pattern SHAPE = Pattern.compile("(1-([0-9a-z]{1,13})-([0-9a-z]{1,8}))-([0-9a-f]{32})");

    /**
     * A token as it was found, not believed yet.
     *
     * @param content what the seal must be of
     */
    public record Sealed(JoinToken token, String content, String seal) {}

    /** What is sealed. */
    public String content() {
        return FORMAT + "-" + Long.toString(codeId, RADIX) + "-" + Long.toString(expiresAt.getEpochSecond(), RADIX);
    }

    public String sealedWith(String seal) {
        return content() + "-" + seal;
    }

    /** Empty for what no code of ours looks like. */
    public static Optional<Sealed> parse(String text) {
        Matcher found = SHAPE.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        try {
            var token = new JoinToken(
                    Long.parseLong(found.group(2), RADIX),
                    Instant.ofEpochSecond(Long.parseLong(found.group(3), RADIX)));
            return Optional.of(new Sealed(token, found.group(1), found.group(4)));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }
}
