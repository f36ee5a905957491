package io.jiaxiao.starter.outbox;

import io.jiaxiao.starter.event.EventRecord;
import io.jiaxiao.starter.event.EventTransport;
import io.jiaxiao.starter.event.EventTransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries events from the outbox to the broker. One call of {@link #drain()} claims shards, reads a batch of each in
 * order, sends them, and removes what was sent and gives the shards back in one transaction: a turn costs the database
 * the same however many shards have their turn. A crash between send and removal repeats the batches; consumers expect
 * that. Any number of relays may run: a shard's lease gives its aggregates one sender, and a sender that outlives its
 * lease can only repeat what its successor sends as well, never overtake it.
 */
final class OutboxRelay {

    private static final int SHARDS_AT_ONCE = 8;

    private final OutboxStore store;
    private final EventTransport transport;
    private final String owner;
    private final int batchSize;
    private final Duration lease;

    OutboxRelay(OutboxStore store, EventTransport transport, String owner, int batchSize, Duration lease) {
        this.store = store;
        this.transport = transport;
        this.owner = owner;
        this.batchSize = batchSize;
        this.lease = lease;
    }

    /**
     * @return how many events the broker has taken; 0 when nothing was waiting or others hold what is
     * @throws EventTransportException when the broker did not take the events of some shard, after the others had their
     *     turn; those events stay
     */
    int drain() {
        List<Integer> shards = store.claim(owner, lease, SHARDS_AT_ONCE);
        if (shards.isEmpty()) {
            return 0;
        }
        List<EventRecord> sent = new ArrayList<>();
        EventTransportException failure = null;
        try {
            // One batch per shard and turn, so that a shard with a flood does not keep the others waiting.
            for (List<EventRecord> batch : store.next(shards, batchSize)) {
                try {
                    transport.send(batch);
                    sent.addAll(batch);
                } catch (EventTransportException e) {
                    // one topic that fails must not hold up the shards behind it
                    failure = e;
                }
            }
        } finally {
            store.release(sent, shards, owner);
        }
        if (failure != null) {
            throw failure;
        }
        return sent.size();
    }
}
