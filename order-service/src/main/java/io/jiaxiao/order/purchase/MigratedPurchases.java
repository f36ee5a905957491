package io.jiaxiao.order.purchase;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.purchase.store.MigratedStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders of the old platform, kept as purchases of a method of their own: the money came in there, so nothing of it is ever given
 * back here, and nobody is told by SMS.
 */
@Service
public class MigratedPurchases {

    private final MigratedStore store;

    MigratedPurchases(MigratedStore store) {
        this.store = store;
    }

    /**
     * One order.
     *
     * @param orderNo        the old platform's number; one purchase for each of a person
     * @param title          what the payer reads
     * @param back           of the price, given back by the old platform
     * @param ended          whether it was cancelled with money back, so that it is at its end
     * @param note           for operators: how it was paid there; at most 200 characters
     * @param subscriptionId what it pays for
     */
    public record Migrated(
            long id,
            long personId,
            String orderNo,
            String childId,
            String classId,
            String schoolId,
            Plan plan,
            String title,
            Money price,
            Money back,
            boolean ended,
            Instant paidAt,
            String note,
            long subscriptionId) {}

    /** In the caller's transaction, which also brings the subscriptions they pay for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(List<Migrated> all, String actor, Instant now) {
        if (!all.isEmpty()) {
            store.insertAll(all, actor, now);
        }
    }

    /** Takes out what {@link #record} kept, with its timeline, in the transaction that takes out the subscriptions. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            store.deleteAll(ids);
        }
    }
}
