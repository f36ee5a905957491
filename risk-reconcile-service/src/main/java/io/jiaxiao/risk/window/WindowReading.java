package io.jiaxiao.risk.window;

import java.util.Map;

/** What the windows say of an event. */
public sealed interface WindowReading {

    /**
     * Counted, now or by an earlier copy of the same event; a copy gets the values the first one got.
     *
     * @param decisionId the first copy's
     * @param values     by window name, this event included; a window the event has no dimension for is not in it
     * @param surelyNew  whether no decision of the event with a hit, or made without windows, can be stored; not for a copy
     */
    record Read(long decisionId, Map<String, Long> values, boolean surelyNew) implements WindowReading {

        public Read {
            values = Map.copyOf(values);
        }
    }

    /** The event's number was used for something else. Nothing was counted. */
    record OtherEvent() implements WindowReading {}

    /** Redis did not answer in time. It may have counted. */
    record Away() implements WindowReading {}
}
