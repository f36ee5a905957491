package io.jiaxiao.roster.people;

import io.jiaxiao.kernel.Masking;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A school's number for a child: up to 32 letters, digits and dashes. {@code a1} and {@code A1} are one number, as they are to the
 * index that finds them. Prints itself masked.
 */
public record StudentNumber(String clear) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9-]{1,32}");

    /** @throws IllegalArgumentException never repeats the input */
    public StudentNumber {
        if (!SHAPE.matcher(clear).matches()) {
            throw new IllegalArgumentException("not a student number");
        }
    }

    public static Optional<StudentNumber> tryParse(String text) {
        String tidy = text.strip();
        return SHAPE.matcher(tidy).matches() ? Optional.of(new StudentNumber(tidy)) : Optional.empty();
    }

    /** The form two spellings of one number share. */
    public static String folded(String clear) {
        return clear.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StudentNumber number && folded(clear).equals(folded(number.clear));
    }

    @Override
    public int hashCode() {
        return folded(clear).hashCode();
    }

    @Override
    public String toString() {
        return Masking.idNumber(clear);
    }
}
