package io.jiaxiao.partners.phones;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A text that arrived on a phone.
 *
 * @param seq counts over all phones from 1; later texts have larger numbers
 * @param time simulated time of arrival
 * @param from the number the phone shows as sender
 * @param text as shown, with the visible signature in front
 * @param partner who brought it, such as {@code mas}
 * @param reference the partner's id of the batch; null when it has none
 */
public record ReceivedText(
        long seq, Instant time, String from, String text, String partner, @Nullable String reference) {}
