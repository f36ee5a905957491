package io.jiaxiao.order.subscription;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.entitlement.Entitlements;
import io.jiaxiao.order.entitlement.domain.Entitlement;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent.Kind;
import io.jiaxiao.order.subscription.domain.SubscriptionState;
import io.jiaxiao.order.subscription.store.StreamStore;
import io.jiaxiao.order.subscription.store.SubscriptionStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** The parts each move is made of: the guarded row, the event, the entitlement. */
@Component
class Moves {

    private final SubscriptionStore store;
    private final StreamStore streams;
    private final Entitlements entitlements;

    Moves(SubscriptionStore store, StreamStore streams, Entitlements entitlements) {
        this.store = store;
        this.streams = streams;
        this.entitlements = entitlements;
    }

    /** The row was locked, so that it differs is no refusal but a fault, and undoes everything. */
    void save(Subscription before, Subscription after) {
        if (!store.save(before, after)) {
            throw new ConcurrencyFailureException("subscription " + before.id() + " changed under its lock");
        }
    }

    void tell(
            Subscription after,
            Kind kind,
            String actor,
            @Nullable Long purchaseId,
            @Nullable Money amount,
            Instant now) {
        streams.append(
                after.id(), new SubscriptionEvent(kind, now, actor, purchaseId, after.paidThrough(), amount, ""));
    }

    /** A plain move to another state; use goes on or stops as the state says. */
    Subscription move(Held held, SubscriptionState next, Kind kind, String actor, Instant now) {
        Subscription after = held.subscription().becoming(next, now);
        save(held.subscription(), after);
        tell(after, kind, actor, null, null, now);
        entitle(held.entitlement(), after, now);
        return after;
    }

    Entitlement entitle(Entitlement locked, Subscription after, Instant now) {
        return entitlements.become(locked, right(after.state()), after.paidThrough(), now);
    }

    /** What a subscription in that state means for use. */
    static Entitlement.State right(SubscriptionState state) {
        return switch (state) {
            case ACTIVE, ENDING -> Entitlement.State.OPEN;
            case PAUSED -> Entitlement.State.PAUSED;
            case CANCELLED, REFUNDED, EXPIRED -> Entitlement.State.CLOSED;
        };
    }

    /** Its last paid day is over. */
    Entitlement end(Subscription overdue, Entitlement locked, Instant now) {
        boolean wanted = overdue.state() == SubscriptionState.ENDING;
        Subscription after = overdue.becoming(wanted ? SubscriptionState.CANCELLED : SubscriptionState.EXPIRED, now);
        save(overdue, after);
        tell(after, wanted ? Kind.CANCELLED : Kind.EXPIRED, SubscriptionEvent.SYSTEM, null, null, now);
        return entitle(locked, after, now);
    }
}
