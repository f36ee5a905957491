package io.jiaxiao.order.subscription;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.entitlement.Entitlements;
import io.jiaxiao.order.entitlement.domain.Entitlement;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.order.subscription.domain.Term;
import io.jiaxiao.order.subscription.domain.UndoAnswer;
import io.jiaxiao.order.subscription.domain.UndoAnswer.Goes;
import io.jiaxiao.order.subscription.domain.UndoAnswer.Renewed;
import io.jiaxiao.order.subscription.store.ManySubscriptions;
import io.jiaxiao.order.subscription.store.ManySubscriptions.EventOf;
import io.jiaxiao.order.subscription.store.ManySubscriptions.Saved;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the terms of a renewal back from many subscriptions at once (O6), with the locks of {@link RenewSubscriptions} in the same
 * order: what was renewed is as if it never had been, but for the stream, which tells both.
 */
@Service
public class TakeBackTerms {

    private final ManySubscriptions store;
    private final Entitlements entitlements;

    TakeBackTerms(ManySubscriptions store, Entitlements entitlements) {
        this.store = store;
        this.entitlements = entitlements;
    }

    /**
     * In the caller's transaction.
     *
     * @param actor {@code operator:ID}
     * @return by child, in the order given
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, UndoAnswer> takeBack(
            String productCode, Collection<Renewed> renewed, String actor, Instant now) {
        List<String> children = renewed.stream().map(Renewed::childId).sorted().toList();
        Map<String, Entitlement> rights = entitlements.lockAll(productCode, children);
        Map<String, Subscription> running = store.lockOpen(children, productCode);
        Map<Long, Term> last =
                store.lastTerms(running.values().stream().map(Subscription::id).toList());
        LocalDate today = BusinessDay.of(now);
        Map<String, UndoAnswer> answers = new LinkedHashMap<>();
        List<Goes> going = new ArrayList<>();
        for (Renewed one : renewed) {
            Subscription open = running.get(one.childId());
            UndoAnswer answer = UndoAnswer.of(one, open, open == null ? null : last.get(open.id()), today);
            answers.put(one.childId(), answer);
            if (answer instanceof Goes goes) {
                going.add(goes);
            }
        }
        if (!going.isEmpty()) {
            write(going, rights, actor, now);
        }
        return answers;
    }

    private void write(List<Goes> going, Map<String, Entitlement> rights, String actor, Instant now) {
        List<Saved> saved = new ArrayList<>();
        List<EventOf> events = new ArrayList<>();
        List<Entitlements.Change> changes = new ArrayList<>();
        for (Goes one : going) {
            Subscription before = one.running();
            Term term = one.term();
            Subscription after = before.paidThrough(term.after());
            saved.add(new Saved(before, after));
            events.add(new EventOf(
                    before.id(),
                    new SubscriptionEvent(
                            SubscriptionEvent.Kind.RENEWAL_UNDONE,
                            now,
                            actor,
                            term.purchaseId(),
                            after.paidThrough(),
                            term.paid(),
                            "")));
            changes.add(new Entitlements.Change(
                    Objects.requireNonNull(rights.get(before.childId())),
                    Moves.right(after.state()),
                    after.paidThrough()));
        }
        List<Long> purchases =
                going.stream().map(one -> one.term().purchaseId()).toList();
        if (store.saveAll(saved) != saved.size() || store.deleteTerms(purchases) != purchases.size()) {
            throw new ConcurrencyFailureException("a subscription changed under its lock");
        }
        store.append(events);
        entitlements.becomeAll(changes, now);
    }
}
