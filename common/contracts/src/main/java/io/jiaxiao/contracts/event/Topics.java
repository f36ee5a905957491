package io.jiaxiao.contracts.event;

import java.util.List;

/** Every topic there is. Created by operations up front; producers never create one. */
public final class Topics {

    public static final String ROSTER_EVENTS = "roster-events";
    public static final String MESSAGE_EVENTS = "message-events";
    public static final String MESSAGE_DISPATCH = "message-dispatch";
    public static final String MESSAGE_DISPATCH_CODE = "message-dispatch-code";

    public static final List<String> ALL =
            List.of(ROSTER_EVENTS, MESSAGE_EVENTS, MESSAGE_DISPATCH, MESSAGE_DISPATCH_CODE);

    private Topics() {}
}
