package io.jiaxiao.kernel;

import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mainland mobile number: eleven digits starting 13 to 19. Prints itself masked, so it can stand in any message;
 * {@link #digits()} is the only way to the clear number.
 */
public record Mobile(String digits) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Longer input is refused before anything looks at it. */
    private static final int LONGEST_INPUT = 32;

    private static final Pattern SHAPE = Pattern.compile("1[3-9][0-9]{9}");
    private static final Pattern SEPARATORS = Pattern.compile("[ \\u00A0\\u3000-]");
    private static final Refusal MALFORMED = Refusal.invalid("MOBILE_MALFORMED", "手机号格式不正确，请填写11位手机号");

    /**
     * For digits already known to be clean; {@link #parse} is for what people type.
     *
     * @throws RefusedException {@code MOBILE_MALFORMED}; never repeats the input
     */
    public Mobile {
        Objects.requireNonNull(digits);
        if (!SHAPE.matcher(digits).matches()) {
            throw MALFORMED.asException();
        }
    }

    /**
     * Reads what a person or a file gives: with +86 or 86 in front, with spaces or dashes.
     *
     * @throws RefusedException {@code MOBILE_MALFORMED}; never repeats the input
     */
    public static Mobile parse(String text) {
        return tryParse(text).orElseThrow(MALFORMED::asException);
    }

    /** As {@link #parse}, empty instead of a refusal. */
    public static Optional<Mobile> tryParse(String text) {
        if (text.length() > LONGEST_INPUT) {
            return Optional.empty();
        }
        String digits = SEPARATORS.matcher(text).replaceAll("");
        if (digits.startsWith("+86")) {
            digits = digits.substring(3);
        } else if (digits.length() == 13 && digits.startsWith("86")) {
            digits = digits.substring(2);
        }
        return SHAPE.matcher(digits).matches() ? Optional.of(new Mobile(digits)) : Optional.empty();
    }

    /** As {@code 138****0000}. */
    public String masked() {
        return Masking.mobile(digits);
    }

    /** Masked, so that no log line can leak it. */
    @Override
    public String toString() {
        return masked();
    }
}
