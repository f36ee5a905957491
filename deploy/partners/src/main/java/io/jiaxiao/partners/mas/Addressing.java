package io.jiaxiao.partners.mas;

import io.jiaxiao.partners.journal.Line;
import io.jiaxiao.partners.phones.Phones;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Who gets what: one text for many numbers, or a text of its own for each (多对多). */
final class Addressing {

    static final int MOST_NUMBERS = 5000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Addressing() {}

    /** The same text for each of the comma separated numbers; empty when there is none. */
    static List<Line> oneText(String mobiles, String text) {
        if (mobiles.isBlank()) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        for (String number : mobiles.split(",", -1)) {
            lines.add(new Line(number, text));
        }
        return lines;
    }

    /**
     * The texts of a content that is a JSON object of number to text. Keys that come twice come out twice. Empty when
     * the content is no such object, so that a plain text that happens to look like JSON stays a plain text.
     */
    static Optional<List<Line>> ownTexts(String content) {
        if (!content.strip().startsWith("{")) {
            return Optional.empty();
        }
        List<Line> lines = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(content)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String number = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    return Optional.empty();
                }
                lines.add(new Line(number, parser.getString()));
            }
            boolean whole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            return whole && !lines.isEmpty() ? Optional.of(lines) : Optional.empty();
        } catch (JacksonException plainText) {
            return Optional.empty();
        }
    }

    /** What is wrong with the numbers; empty when nothing is. The count is looked at first, as the cheapest. */
    static Optional<Rspcod> complaint(List<Line> lines) {
        if (lines.isEmpty()) {
            return Optional.of(Rspcod.NoMobile);
        }
        if (lines.size() > MOST_NUMBERS) {
            return Optional.of(Rspcod.TooManyMobiles);
        }
        Set<String> seen = new HashSet<>();
        boolean twice = false;
        for (Line line : lines) {
            if (!Phones.isMobile(line.number())) {
                return Optional.of(Rspcod.InvalidMobile);
            }
            twice |= !seen.add(line.number());
        }
        return twice ? Optional.of(Rspcod.DupMobile) : Optional.empty();
    }
}
