package io.jiaxiao.message.template.domain;

import io.jiaxiao.contracts.message.Lane;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One version of a template; versions never change. */
public final class Template {

    /** Carriers cut longer texts or refuse them. */
    private static final int MOST_SEGMENTS = 8;

    private final String code;
    private final int version;
    private final Lane lane;
    private final String title;
    private final String body;
    private final TemplateText text;
    private final String signature;

    /**
     * @param signature visible signature, without brackets
     * @throws IllegalArgumentException a body that is no {@link TemplateText}
     */
    public Template(String code, int version, Lane lane, String title, String body, String signature) {
        this.code = code;
        this.version = version;
        this.lane = lane;
        this.title = title;
        this.body = body;
        this.text = TemplateText.parse(body);
        this.signature = "【" + signature + "】";
    }

    public String code() {
        return code;
    }

    public int version() {
        return version;
    }

    /** The only lane it may travel in. */
    public Lane lane() {
        return lane;
    }

    /** What operators call it. */
    public String title() {
        return title;
    }

    /** The wording with its variables unfilled: all that operators see of a text. */
    public String body() {
        return body;
    }

    /** What these values would make of it. */
    public Draft fill(Map<String, String> values) {
        Set<String> variables = text.variables();
        Set<String> wrong = new TreeSet<>(values.keySet());
        wrong.removeAll(variables);
        variables.stream().filter(name -> values.get(name) == null).forEach(wrong::add);
        if (!wrong.isEmpty()) {
            return new Draft.WrongVariables(wrong);
        }
        String filled = text.filledWith(values);
        int segments = Segments.of(signature + filled);
        if (segments > MOST_SEGMENTS) {
            return new Draft.TooLong(MOST_SEGMENTS);
        }
        List<String> inOrder = text.variables().stream()
                .map(name -> values.getOrDefault(name, ""))
                .toList();
        return new Draft.Ready(filled, inOrder, segments);
    }

    /** What came of filling a template. */
    public sealed interface Draft {

        /**
         * @param text     the whole text, without the visible signature, which the channel puts in front
         * @param inOrder  the values in the order of the variables' first appearance
         * @param segments what it costs, the signature counted
         */
        record Ready(String text, List<String> inOrder, int segments) implements Draft {
            @Override
            public String toString() {
                return "Ready[segments=" + segments + "]";
            }
        }

        /** @param names variables without a value, and values without a variable */
        record WrongVariables(Set<String> names) implements Draft {}

        /** @param most segments a text may have */
        record TooLong(int most) implements Draft {}
    }
}
