package io.jiaxiao.partners.journal;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request between the platform and a partner, as the partner saw it.
 *
 * @param partner short name of the partner, such as {@code mas}
 * @param kind what it was, in the partner's own word, such as {@code norsubmit} or {@code report}
 */
public record JournalEntry(Direction direction, String partner, String kind, Content content, Outcome outcome) {

    /** Who spoke. */
    public enum Direction {
        /** The platform asked the partner. */
        RECEIVED,
        /** The partner called the platform back. */
        PUSHED
    }

    /**
     * What was said.
     *
     * @param raw the body exactly as it was on the wire
     * @param decoder reads the raw body when somebody looks; null from it means that it cannot be read
     * @param lines who was to get what; empty when the body could not be read that far
     */
    public record Content(String raw, Function<String, @Nullable JsonNode> decoder, List<Line> lines) {
        public Content {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What came of it.
     *
     * @param code the partner's own code where there is one, else a word in capitals
     * @param taken whether the receiver took it, whatever it answered
     * @param answered whether the asker got an answer
     * @param reference the id the partner gave it; null when it gave none
     * @param faults the ordered faults that acted here
     */
    public record Outcome(
            String code, boolean taken, boolean answered, @Nullable String reference, List<String> faults) {
        public Outcome {
            faults = List.copyOf(faults);
        }
    }

    boolean concerns(String number) {
        return content.lines().stream().anyMatch(line -> line.number().equals(number));
    }

    /** A rough size in bytes of heap, good enough to keep the journal inside its share of it. */
    long weight() {
        long weight = 256 + bytes(content.raw());
        String previous = "";
        for (Line line : content.lines()) {
            weight += 96;
            if (!line.text().equals(previous)) {
                weight += bytes(line.text());
            }
            previous = line.text();
        }
        return weight;
    }

    /** The JVM keeps a text in one byte a character when it can: Base64 does, Chinese does not. */
    private static long bytes(String text) {
        return text.chars().allMatch(c -> c < 0x100) ? text.length() : 2L * text.length();
    }
}
