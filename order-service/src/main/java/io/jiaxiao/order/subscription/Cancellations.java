package io.jiaxiao.order.subscription;

import io.jiaxiao.order.subscription.store.CancellationStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What owners ended, read from the events (O9): by themselves or at the carrier, at once or for the last paid day, each
 * subscription once. What the calendar or an operator ended is not among them.
 */
@Service
@Transactional(readOnly = true)
public class Cancellations {

    private final CancellationStore store;

    Cancellations(CancellationStore store) {
        this.store = store;
    }

    /** How many since that moment, by school; schools without any are missing. */
    public Map<String, Integer> bySchool(Instant since) {
        return store.bySchool(since);
    }

    /** How many of a school from that moment on, and before the other. */
    public int count(String schoolId, Instant from, Instant till) {
        return store.count(schoolId, from, till);
    }

    /** Of a school since that moment, the oldest first. */
    public List<Cancellation> of(String schoolId, Instant since, int most) {
        return store.of(schoolId, since, most);
    }
}
