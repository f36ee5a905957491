package io.jiaxiao.order.desk;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.desk.store.PurchaseSearch;
import io.jiaxiao.order.desk.store.SubscriptionSearch;
import io.jiaxiao.order.subscription.SubscriptionReads;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.timeline.TimelineEntry;
import io.jiaxiao.order.timeline.Timelines;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Purchases and subscriptions for operators: lists by filter, and one with everything that happened to it. */
@Service
@Transactional(readOnly = true)
public class FindOrders {

    /** More purchases than these are behind no subscription that is sold today; the newest are shown. */
    private static final int MOST_PURCHASES = 200;

    private static final Refusal PURCHASE_UNKNOWN = Refusal.notFound("PURCHASE_UNKNOWN", "没有找到这个订单");
    private static final Refusal SUBSCRIPTION_UNKNOWN = Refusal.notFound("SUBSCRIPTION_UNKNOWN", "没有找到这个订购");

    private final PurchaseSearch purchases;
    private final SubscriptionSearch subscriptions;
    private final SubscriptionReads reads;
    private final Timelines timelines;

    FindOrders(
            PurchaseSearch purchases, SubscriptionSearch subscriptions, SubscriptionReads reads, Timelines timelines) {
        this.purchases = purchases;
        this.subscriptions = subscriptions;
        this.reads = reads;
        this.timelines = timelines;
    }

    /** @param timeline the oldest first */
    public record PurchaseStory(PurchaseFound purchase, List<TimelineEntry> timeline) {}

    /**
     * @param purchases that paid for it, the newest first, at most 200
     * @param timeline  the oldest first
     */
    public record SubscriptionStory(
            SubscriptionReads.Story story, List<PurchaseFound> purchases, List<TimelineEntry> timeline) {}

    /** Newest first. @param after behind that line; null for the first page */
    public List<PurchaseFound> purchases(DeskFilter filter, @Nullable DeskCursor after, int most) {
        return purchases.find(filter, after, most);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    public PurchaseStory purchase(long id) {
        PurchaseFound found = purchases.one(id).orElseThrow(PURCHASE_UNKNOWN::asException);
        Long subscription = found.subscriptionId();
        return new PurchaseStory(
                found, timelines.of(Set.of(id), subscription == null ? Set.of() : Set.of(subscription)));
    }

    /** Newest first. @param after behind that line; null for the first page */
    public List<Subscription> subscriptions(DeskFilter filter, @Nullable DeskCursor after, int most) {
        return subscriptions.find(filter, after, most);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    public SubscriptionStory subscription(long id) {
        SubscriptionReads.Story story = reads.find(id).orElseThrow(SUBSCRIPTION_UNKNOWN::asException);
        List<PurchaseFound> behind = purchases.of(id, MOST_PURCHASES);
        Set<Long> ids = behind.stream().map(PurchaseFound::id).collect(Collectors.toSet());
        return new SubscriptionStory(story, behind, timelines.of(ids, Set.of(id)));
    }
}
