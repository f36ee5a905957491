package io.jiaxiao.kernel;

import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person's name as its owner writes it: 1 to 40 code points of letters of any script (also those Chinese characters
 * that need four bytes), digits, and the few marks names really hold. Prints itself masked; {@link #clear()} is the
 * only way to the clear name.
 */
public record PersonName(String clear) implements Serializable {

    /** In code points, not chars. */
    public static final int LONGEST = 40;

    @Serial
    private static final long serialVersionUID = 1L;

    /** Longer input is refused before anything looks at it. */
    private static final int LONGEST_INPUT = 200;

    private static final String MARKS = " ·•・.-'’()（）";
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0\\u3000]+");
    private static final Refusal MALFORMED = Refusal.invalid("NAME_MALFORMED", "姓名须为1至40个字，不能含表情或特殊符号");

    /**
     * For a name already clean; {@link #parse} is for what people type.
     *
     * @throws RefusedException {@code NAME_MALFORMED}; never repeats the input
     */
    public PersonName {
        Objects.requireNonNull(clear);
        if (!wellFormed(clear)) {
            throw MALFORMED.asException();
        }
    }

    /**
     * Reads what a person or a file gives: outer blanks go, inner ones become one space.
     *
     * @throws RefusedException {@code NAME_MALFORMED}; never repeats the input
     */
    public static PersonName parse(String text) {
        return tryParse(text).orElseThrow(MALFORMED::asException);
    }

    /** As {@link #parse}, empty instead of a refusal. */
    public static Optional<PersonName> tryParse(String text) {
        if (text.length() > LONGEST_INPUT) {
            return Optional.empty();
        }
        String tidy = BLANKS.matcher(text).replaceAll(" ").strip();
        return wellFormed(tidy) ? Optional.of(new PersonName(tidy)) : Optional.empty();
    }

    /** As {@code 张*} or {@code 欧阳**}: the surname stays, each further character is a star. */
    public String masked() {
        return Masking.name(clear);
    }

    /** Masked, so that no log line can leak it. */
    @Override
    public String toString() {
        return masked();
    }

    private static boolean wellFormed(String name) {
        int length = name.codePointCount(0, name.length());
        return length >= 1
                && length <= LONGEST
                && name.codePoints().allMatch(PersonName::allowed)
                && name.codePoints().anyMatch(Character::isLetter)
                && name.equals(name.strip());
    }

    private static boolean allowed(int codePoint) {
        if (Character.isLetterOrDigit(codePoint) || MARKS.indexOf(codePoint) >= 0) {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.LETTER_NUMBER -> true;
            default -> false;
        };
    }
}
