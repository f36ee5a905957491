package io.jiaxiao.roster.people;

import io.jiaxiao.kernel.PersonName;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Compares names as the index that finds them does: width, case and blanks do not count. */
public final class Names {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0\\u3000]+");

    private Names() {}

    public static boolean same(PersonName one, PersonName other) {
        return folded(one).equals(folded(other));
    }

    private static String folded(PersonName name) {
        String plain = Normalizer.normalize(name.clear(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return BLANKS.matcher(plain).replaceAll(" ").strip();
    }
}
