package io.jiaxiao.order.timeline;

import java.util.List;

/** A feature that can tell something; asked in the order of its {@code @Order}. */
public interface TimelineSource {

    /** The oldest first; empty for nothing. */
    List<TimelineEntry> about(TimelineSubject subject);
}
