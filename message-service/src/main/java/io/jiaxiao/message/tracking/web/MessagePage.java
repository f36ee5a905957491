package io.jiaxiao.message.tracking.web;

import java.util.List;

/**
 * A page of messages, newest first.
 *
 * @param page  from 0
 * @param total messages that match, on all pages; counted up to 10,000
 * @param more  true when more than {@code total} match
 */
record MessagePage(List<MessageLine> items, int page, int size, long total, boolean more) {

    /** People narrow a list down, they do not turn its pages: more need not be counted. */
    static final long MOST_COUNTED = 10_000;

    /** @param counted messages that match, or {@link #MOST_COUNTED} + 1 where there are more */
    static MessagePage of(List<MessageLine> items, int page, int size, long counted) {
        return new MessagePage(items, page, size, Math.min(counted, MOST_COUNTED), counted > MOST_COUNTED);
    }
}
