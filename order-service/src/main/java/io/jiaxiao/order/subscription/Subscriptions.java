package io.jiaxiao.order.subscription;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.entitlement.Entitlements;
import io.jiaxiao.order.entitlement.domain.Entitlement;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent.Kind;
import io.jiaxiao.order.subscription.domain.SubscriptionState;
import io.jiaxiao.order.subscription.domain.Term;
import io.jiaxiao.order.subscription.store.StreamStore;
import io.jiaxiao.order.subscription.store.SubscriptionStore;
import io.jiaxiao.starter.ids.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What money does to subscriptions. Each move is one event of the stream, the state it leads to, and what it means for the
 * entitlement, in the caller's transaction. Rows are locked in one order: entitlement, then subscription.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Subscriptions {

    private final SubscriptionStore store;
    private final StreamStore streams;
    private final Entitlements entitlements;
    private final Moves moves;
    private final Ids ids;

    Subscriptions(SubscriptionStore store, StreamStore streams, Entitlements entitlements, Moves moves, Ids ids) {
        this.store = store;
        this.streams = streams;
        this.entitlements = entitlements;
        this.moves = moves;
        this.ids = ids;
    }

    /** Money that has come in for a child. */
    public record Payment(long purchaseId, long personId, String childId, String schoolId, Plan plan, Money paid) {

        Term.Bought bought() {
            return new Term.Bought(purchaseId, plan.code(), paid, plan.length());
        }

        String actor() {
            return "person:" + personId;
        }
    }

    /** Until the transaction ends nobody else opens, renews or ends anything for this child and product. */
    public void holdChild(String childId, String productCode) {
        entitlements.lock(childId, productCode);
    }

    /** Opens a subscription, or lets the running one go on. Two at once for one child become one that is twice as long. */
    public TakenTerm take(Payment payment, Instant now) {
        LocalDate today = BusinessDay.of(now);
        String product = payment.plan().productCode();
        Entitlement right = entitlements.lock(payment.childId(), product);
        Subscription running = store.lockOpen(payment.childId(), product).orElse(null);
        if (running != null && running.isOverdueOn(today)) {
            right = moves.end(running, right, now);
            running = null;
        }
        if (running != null && running.byCarrier()) {
            return new TakenTerm.NothingLeft();
        }
        Term last = running == null ? null : streams.terms(running.id()).getLast();
        Term term = Term.next(payment.bought(), last, today).orElse(null);
        if (term == null) {
            return new TakenTerm.NothingLeft();
        }
        return running == null ? open(payment, term, right, now) : renew(payment, running, term, right, now);
    }

    private TakenTerm open(Payment payment, Term term, Entitlement right, Instant now) {
        var subscription = new Subscription(
                ids.next(),
                payment.childId(),
                payment.plan().productCode(),
                payment.personId(),
                payment.schoolId(),
                SubscriptionState.ACTIVE,
                now,
                term.through(),
                null,
                null,
                now,
                0,
                false);
        store.insert(subscription);
        streams.insert(subscription.id(), term);
        moves.tell(subscription, Kind.CREATED, payment.actor(), payment.purchaseId(), null, now);
        moves.tell(subscription, Kind.ACTIVATED, payment.actor(), payment.purchaseId(), term.paid(), now);
        moves.entitle(right, subscription, now);
        return new TakenTerm.Opened(subscription, term);
    }

    /** Who pays again for what was to end wants it to go on. */
    private TakenTerm renew(Payment payment, Subscription running, Term term, Entitlement right, Instant now) {
        Subscription before = running;
        if (running.state() == SubscriptionState.ENDING) {
            before = running.becoming(SubscriptionState.ACTIVE, now);
            moves.tell(before, Kind.CANCEL_WITHDRAWN, payment.actor(), null, null, now);
        }
        Subscription after = before.paidThrough(term.through());
        moves.save(running, after);
        streams.insert(running.id(), term);
        moves.tell(after, Kind.RENEWED, payment.actor(), term.purchaseId(), term.paid(), now);
        moves.entitle(right, after, now);
        return new TakenTerm.Renewed(after, term);
    }

    /** The child's open subscription to the product, unless its last paid day is over. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Optional<Subscription> running(String childId, String productCode, LocalDate today) {
        return store.findOpen(childId, productCode).filter(running -> !running.isOverdueOn(today));
    }

    /**
     * Whether a purchase of the plan would add at least a day to what the child has today.
     *
     * @param running as {@link #running} gave it; null when the child has none
     */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public boolean wouldAdd(@Nullable Subscription running, Plan plan, LocalDate today) {
        Term last = running == null ? null : streams.terms(running.id()).getLast();
        var bought = new Term.Bought(0, plan.code(), Money.ZERO, plan.length());
        return Term.next(bought, last, today).isPresent();
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    public Held hold(long id) {
        Subscription seen = store.find(id).orElseThrow(SubscriptionRefusals.UNKNOWN::asException);
        Entitlement right = entitlements.lock(seen.childId(), seen.productCode());
        return new Held(store.lock(id).orElseThrow(), right, streams.terms(id));
    }

    /**
     * Ends it at once; what comes back of the money is the caller's to say.
     *
     * @param back what comes back, for the stream
     * @throws io.jiaxiao.kernel.RefusedException 409 when it has ended already
     */
    public Subscription cancel(Held held, String actor, Money back, Instant now) {
        Subscription before = held.subscription();
        if (!before.state().isOpen()) {
            throw SubscriptionRefusals.ENDED.asException();
        }
        LocalDate today = BusinessDay.of(now);
        LocalDate through = before.paidThrough().isAfter(today) ? today : before.paidThrough();
        Subscription after = before.becoming(SubscriptionState.CANCELLED, now).paidThrough(through);
        moves.save(before, after);
        moves.tell(after, Kind.CANCELLED, actor, null, back, now);
        moves.entitle(held.entitlement(), after, now);
        return after;
    }

    /** All that was to come back has arrived; the caller holds it. Nothing when it is not a cancelled one. */
    public void refunded(long id, Money amount, Instant now) {
        Subscription before = store.lock(id).orElseThrow();
        if (before.state().canBecome(SubscriptionState.REFUNDED)) {
            Subscription after = before.becoming(SubscriptionState.REFUNDED, now);
            moves.save(before, after);
            moves.tell(after, Kind.REFUNDED, SubscriptionEvent.SYSTEM, null, amount, now);
        }
    }
}
