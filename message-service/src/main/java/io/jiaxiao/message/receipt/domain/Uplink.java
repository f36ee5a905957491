package io.jiaxiao.message.receipt.domain;

import io.jiaxiao.kernel.Mobile;
import java.time.Instant;

/**
 * A text somebody sent to us.
 *
 * @param serviceCode the full number it was sent to
 * @param sentAt      by the channel's clock
 */
public record Uplink(String channel, Mobile mobile, String serviceCode, String content, Instant sentAt) {

    public Wish wish() {
        return Wish.of(content);
    }

    /** What people write is theirs. */
    @Override
    public String toString() {
        return "Uplink[" + channel + ", " + mobile + "]";
    }
}
