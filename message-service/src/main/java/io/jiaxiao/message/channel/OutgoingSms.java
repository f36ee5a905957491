package io.jiaxiao.message.channel;

import io.jiaxiao.kernel.Mobile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SMS, ready to be sent.
 *
 * @param text     whole text without the visible signature
 * @param remoteId the channel's id of the template; null to send the text itself
 * @param inOrder  the template's values in order, for a channel that fills its own template
 */
public record OutgoingSms(Mobile mobile, String text, @Nullable String remoteId, List<String> inOrder) {

    public OutgoingSms {
        inOrder = List.copyOf(inOrder);
    }

    /** The text may hold a code, so it is not shown. */
    @Override
    public String toString() {
        return "OutgoingSms[" + mobile + "]";
    }
}
