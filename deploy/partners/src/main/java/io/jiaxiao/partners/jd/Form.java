package io.jiaxiao.partners.jd;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a form POST, decoded as UTF-8; of a field that comes twice the first counts. */
record Form(Map<String, String> fields) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    static final String TYPE = "application/x-www-form-urlencoded";

    /** A body that is declared as anything but a form has no fields, as for any servlet. */
    static Form read(@Nullable String contentType, String body) {
        Map<String, String> fields = new HashMap<>();
        if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(TYPE)) {
            for (String pair : body.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                fields.putIfAbsent(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return new Form(Map.copyOf(fields));
    }

    /** The field's text; empty when it is missing. */
    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    boolean lacks(String name) {
        return text(name).isBlank();
    }

    /** The field as a whole number that is not negative; -1 when it is none. */
    long number(String name) {
        return numberIn(text(name));
    }

    /** The field as a whole number; the default when it is missing, -1 when it is none. */
    int number(String name, int otherwise) {
        return lacks(name) ? otherwise : (int) Math.min(number(name), Integer.MAX_VALUE);
    }

    /** Comma separated whole numbers; empty when one of them is none, or there is none. */
    List<Long> numbers(String name) {
        List<Long> numbers = Stream.of(text(name).split(",", -1))
                .map(String::strip)
                .map(Form::numberIn)
                .toList();
        return numbers.contains(-1L) ? List.of() : numbers;
    }

    Optional<JsonNode> json(String name) {
        try {
            return Optional.of(JSON.readTree(text(name)));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    ObjectNode asJson() {
        ObjectNode node = JSON.createObjectNode();
        fields.forEach(node::put);
        return node;
    }

    static long numberIn(String text) {
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : -1;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
