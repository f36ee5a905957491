package io.jiaxiao.roster.people;

import io.jiaxiao.kernel.Masking;
import java.util.Optional;
import java.util.regex.Pattern;

/** A school's number for a child: up to 32 letters, digits and dashes. Prints itself masked. */
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

    @Override
    public String toString() {
        return Masking.idNumber(clear);
    }
}
