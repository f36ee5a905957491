package io.jiaxiao.starter.inbox;

import io.jiaxiao.contracts.event.DomainEvent;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads events as their consumers know them. */
final class EventPayloads {

    private EventPayloads() {}

    /** A member this version does not know is passed over: its sender may be newer, as in every rolling upgrade. */
    static <E extends DomainEvent> E read(JsonMapper json, String payload, Class<E> event) {
        return json.readerFor(event)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(payload);
    }
}
