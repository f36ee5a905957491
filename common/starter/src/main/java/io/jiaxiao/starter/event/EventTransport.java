package io.jiaxiao.starter.event;

import java.util.List;

/** The broker as the outbox sees it. */
public interface EventTransport {

    /**
     * Sends the events of one shard in their order and returns when the broker has stored them all.
     *
     * @throws EventTransportException when it is not certain that all were stored; some may have been, so sending
     *     again can repeat them, which consumers expect
     */
    void send(List<EventRecord> events);
}
