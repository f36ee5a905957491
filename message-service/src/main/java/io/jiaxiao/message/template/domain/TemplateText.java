package io.jiaxiao.message.template.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with variables in braces, such as {@code 您的验证码是{code}}. Values are put in as they are, never read again. */
public final class TemplateText {

    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]{0,31})}");

    private final List<String> literals = new ArrayList<>();
    private final List<String> slots = new ArrayList<>();

    private TemplateText() {}

    /**
     * @throws IllegalArgumentException a text that begins with a variable (whoever fills it could then speak in another
     *     voice, or turn the text into what a channel takes for JSON), or with a brace that encloses no variable
     */
    public static TemplateText parse(String body) {
        var text = new TemplateText();
        Matcher variable = VARIABLE.matcher(body);
        int end = 0;
        while (variable.find()) {
            text.literals.add(body.substring(end, variable.start()));
            text.slots.add(variable.group(1));
            end = variable.end();
        }
        text.literals.add(body.substring(end));
        if (text.literals.getFirst().isBlank()) {
            throw new IllegalArgumentException("a template begins with text of its own");
        }
        if (text.literals.stream().anyMatch(literal -> literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0)) {
            throw new IllegalArgumentException("a brace in a template encloses a variable");
        }
        return text;
    }

    /** The variables, each once, in order of first appearance: the order in which a channel's own template has them. */
    public SequencedSet<String> variables() {
        return new LinkedHashSet<>(slots);
    }

    /** @throws IllegalArgumentException when a variable has no value */
    public String filledWith(Map<String, String> values) {
        var filled = new StringBuilder(literals.getFirst());
        for (int i = 0; i < slots.size(); i++) {
            String value = values.get(slots.get(i));
            if (value == null) {
                throw new IllegalArgumentException("no value for " + slots.get(i));
            }
            filled.append(value).append(literals.get(i + 1));
        }
        return filled.toString();
    }
}
