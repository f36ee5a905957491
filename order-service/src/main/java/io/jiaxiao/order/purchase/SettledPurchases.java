package io.jiaxiao.order.purchase;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.purchase.store.SettledStore;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders whose money is settled outside, e.g. by the school: paid from the beginning, and nothing of it ever comes back through
 * us. Nobody is told by SMS, since nobody here paid.
 */
@Service
public class SettledPurchases {

    private final SettledStore store;

    SettledPurchases(SettledStore store) {
        this.store = store;
    }

    /**
     * One order.
     *
     * @param personId       whose subscription it is
     * @param key            one order for each key of the person, at most 64 characters
     * @param tariffVersion  of the price
     * @param subscriptionId what it pays for
     */
    public record Settled(
            long id,
            long personId,
            String key,
            String childId,
            String classId,
            String schoolId,
            Plan plan,
            String title,
            Money price,
            int tariffVersion,
            long subscriptionId) {}

    /**
     * In the caller's transaction, which also renews what they pay for.
     *
     * @param note by what it is settled, for operators; at most 200 characters
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(List<Settled> all, String actor, String note, Instant now) {
        if (!all.isEmpty()) {
            store.insertAll(all, actor, note, now);
        }
    }

    /**
     * In the caller's transaction, which also takes the days back they paid for.
     *
     * @param note why, for operators; at most 200 characters
     * @throws IllegalStateException when one of them is not paid any more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(List<Long> ids, String actor, String note, Instant now) {
        if (!ids.isEmpty() && store.takeBackAll(ids, actor, note, now) != ids.size()) {
            throw new IllegalStateException("an order of a renewal is not paid any more");
        }
    }
}
