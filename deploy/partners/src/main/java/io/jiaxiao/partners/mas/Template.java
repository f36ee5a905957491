package io.jiaxiao.partners.mas;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text approved in the partner's console. How the console writes variables is not public; here they are
 * {@code {1}}, {@code {2}} and so on.
 */
record Template(String text) {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\d{1,2})}");

    /** How many params a submission must carry: the highest variable number, 0 when there is none. */
    int variables() {
        return VARIABLE.matcher(text)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .orElse(0);
    }

    /** Whether these params fit. A template without a variable is sent with one empty param (partners.md 1.3). */
    boolean fits(List<String> params) {
        return variables() == 0 ? params.equals(List.of("")) : params.size() == variables();
    }

    String filled(List<String> params) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(params.get(Integer.parseInt(found.group(1)) - 1)));
    }
}
