package io.jiaxiao.partners.phones;

import io.jiaxiao.partners.web.BadInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** From where on a reader wants texts: those after a seq, or those that arrived at or after a simulated moment. */
final class Since {

    private Since() {}

    /**
     * @param given a seq, an ISO-8601 instant, or null for everything
     * @throws BadInput when it is neither
     */
    static Predicate<ReceivedText> parse(String field, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return text -> true;
        }
        try {
            if (given.chars().allMatch(c -> c >= '0' && c <= '9')) {
                long seq = Long.parseLong(given);
                return text -> text.seq() > seq;
            }
            Instant moment = Instant.parse(given);
            return text -> !text.time().isBefore(moment);
        } catch (NumberFormatException | DateTimeException neither) {
            throw new BadInput(field + " 应为短信序号或 ISO-8601 时刻");
        }
    }
}
