package io.jiaxiao.order.subscription;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.entitlement.Entitlements;
import io.jiaxiao.order.entitlement.domain.Entitlement;
import io.jiaxiao.order.subscription.domain.RenewalAnswer;
import io.jiaxiao.order.subscription.domain.RenewalAnswer.Goes;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.order.subscription.domain.Term;
import io.jiaxiao.order.subscription.store.ManySubscriptions;
import io.jiaxiao.order.subscription.store.ManySubscriptions.EventOf;
import io.jiaxiao.order.subscription.store.ManySubscriptions.Saved;
import io.jiaxiao.order.subscription.store.ManySubscriptions.TermOf;
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
 * Renews subscriptions of many children at once (O6), with as many statements for a thousand as for one. Rows are locked as
 * {@link Subscriptions} locks them: entitlements in the order of the children, then subscriptions.
 */
@Service
public class RenewSubscriptions {

    private final ManySubscriptions store;
    private final Entitlements entitlements;

    RenewSubscriptions(ManySubscriptions store, Entitlements entitlements) {
        this.store = store;
        this.entitlements = entitlements;
    }

    /**
     * What is renewed.
     *
     * @param endingBy what is paid through this day or less
     * @param actor    {@code operator:ID}
     */
    public record Order(Plan plan, LocalDate endingBy, String actor) {}

    /** A child whose subscription is to go on. @param purchaseId the order that pays for it */
    public record Wanted(String childId, long purchaseId, Money price) {}

    /** What {@link #renew} would answer on that day; nothing is locked. By child. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Map<String, RenewalAnswer> preview(Order order, Collection<Wanted> wanted, LocalDate today) {
        List<String> children = children(wanted);
        return answers(order, wanted, store.open(children, order.plan().productCode()), today);
    }

    /** Renews those it holds for, in the caller's transaction. @return by child, in the order of the children */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, RenewalAnswer> renew(Order order, Collection<Wanted> wanted, Instant now) {
        List<String> children = children(wanted);
        String product = order.plan().productCode();
        Map<String, Entitlement> rights = entitlements.lockAll(product, children);
        Map<String, RenewalAnswer> answers =
                answers(order, wanted, store.lockOpen(children, product), BusinessDay.of(now));
        List<Goes> going = answers.values().stream()
                .filter(Goes.class::isInstance)
                .map(Goes.class::cast)
                .toList();
        if (!going.isEmpty()) {
            write(order, going, rights, now);
        }
        return answers;
    }

    private void write(Order order, List<Goes> going, Map<String, Entitlement> rights, Instant now) {
        List<Saved> saved = new ArrayList<>();
        List<TermOf> terms = new ArrayList<>();
        List<EventOf> events = new ArrayList<>();
        List<Entitlements.Change> changes = new ArrayList<>();
        for (Goes one : going) {
            Subscription before = one.running();
            Term term = one.term();
            Subscription after = before.paidThrough(term.through());
            saved.add(new Saved(before, after));
            terms.add(new TermOf(before.id(), term));
            events.add(new EventOf(
                    before.id(),
                    new SubscriptionEvent(
                            SubscriptionEvent.Kind.RENEWED,
                            now,
                            order.actor(),
                            term.purchaseId(),
                            after.paidThrough(),
                            term.paid(),
                            "")));
            changes.add(new Entitlements.Change(
                    Objects.requireNonNull(rights.get(before.childId())),
                    Moves.right(after.state()),
                    after.paidThrough()));
        }
        if (store.saveAll(saved) != saved.size()) {
            throw new ConcurrencyFailureException("a subscription changed under its lock");
        }
        store.insertTerms(terms);
        store.append(events);
        entitlements.becomeAll(changes, now);
    }

    private Map<String, RenewalAnswer> answers(
            Order order, Collection<Wanted> wanted, Map<String, Subscription> running, LocalDate today) {
        Map<Long, Term> last =
                store.lastTerms(running.values().stream().map(Subscription::id).toList());
        Plan plan = order.plan();
        Map<String, RenewalAnswer> answers = new LinkedHashMap<>();
        for (Wanted one : wanted) {
            Subscription open = running.get(one.childId());
            answers.put(
                    one.childId(),
                    RenewalAnswer.of(
                            new Term.Bought(one.purchaseId(), plan.code(), one.price(), plan.length()),
                            open,
                            open == null ? null : last.get(open.id()),
                            order.endingBy(),
                            today));
        }
        return answers;
    }

    private static List<String> children(Collection<Wanted> wanted) {
        return wanted.stream().map(Wanted::childId).sorted().toList();
    }
}
