package io.jiaxiao.order.desk;

import io.jiaxiao.kernel.Refusal;
import java.time.Instant;

/** Behind which line the next page begins: the newest come first, of one moment the higher number. */
public record DeskCursor(Instant at, long id) {

    /** What one looks like as text: milliseconds, of this century or the next, and a number. */
    public static final String FORM = "[0-9]{1,13}-[0-9]{1,19}";

    /** @throws io.jiaxiao.kernel.RefusedException 400 for what is none of ours */
    public static DeskCursor parse(String text) {
        int dash = text.indexOf('-');
        try {
            return new DeskCursor(
                    Instant.ofEpochMilli(Long.parseLong(text, 0, dash, 10)),
                    Long.parseLong(text, dash + 1, text.length(), 10));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw Refusal.invalid("INVALID_REQUEST", "cursor 不正确").asException();
        }
    }

    public String text() {
        return at.toEpochMilli() + "-" + id;
    }
}
