package io.jiaxiao.order.promotion;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.promotion.domain.Instalment;
import io.jiaxiao.order.promotion.domain.Policy;
import io.jiaxiao.order.promotion.domain.Standing;
import io.jiaxiao.order.promotion.store.PolicyStore;
import io.jiaxiao.order.promotion.store.PromotionStore;
import io.jiaxiao.order.promotion.store.PromotionStore.Grant;
import io.jiaxiao.order.subscription.SubscriptionReads;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * What promotions give back. It knows what is due and writes down what became of it; the money itself is moved by the purchase.
 * Calls that change something run in the caller's transaction, which holds the subscription.
 */
@Service
public class Returns {

    private final PromotionStore store;
    private final PolicyStore policies;
    private final SubscriptionReads subscriptions;

    Returns(PromotionStore store, PolicyStore policies, SubscriptionReads subscriptions) {
        this.store = store;
        this.policies = policies;
        this.subscriptions = subscriptions;
    }

    /** What a plan promised to whoever was told its price then; empty for no promotion. */
    public Optional<Policy> promised(Plan plan, Instant quotedAt) {
        String code = plan.policyCode();
        return code == null ? Optional.empty() : policies.inForce(code, quotedAt);
    }

    /** Whether the child may have it; to be asked again under the entitlement's lock when money has come in. */
    public boolean eligible(Policy policy, String childId, String productCode) {
        return !policy.firstOnly() || !subscriptions.hadBefore(childId, productCode);
    }

    /** The purchase was paid and is under the policy from now on. */
    public void grant(Policy policy, long purchaseId, long subscriptionId, Money paid, LocalDate today, Instant now) {
        Standing standing = Standing.of(policy, paid, purchaseId, subscriptions.events(subscriptionId), today);
        store.insert(
                new Grant(purchaseId, subscriptionId, policy.code(), policy.version(), paid),
                standing.instalments(),
                now);
    }

    /** The policy a purchase is under, and where it stands by the events; empty for no promotion. */
    public record Granted(Policy policy, Standing standing) {}

    public Optional<Granted> granted(long purchaseId, LocalDate today) {
        return store.grant(purchaseId).map(grant -> {
            Policy policy = policies.policy(grant.policyCode(), grant.policyVersion());
            return new Granted(
                    policy,
                    Standing.of(policy, grant.paid(), purchaseId, subscriptions.events(grant.subscriptionId()), today));
        });
    }

    /**
     * What a purchase still gives back and nobody has asked for.
     *
     * @param due    its day has come: it is the payer's, whatever happens
     * @param coming if nothing happens
     */
    public record Owed(Money due, Money coming) {}

    /** Nothing for a purchase under no promotion. */
    public Owed owed(long purchaseId, LocalDate today) {
        Set<Integer> open = store.lines(purchaseId).stream()
                .filter(line -> line.state() == BookedInstalment.State.SCHEDULED)
                .map(BookedInstalment::no)
                .collect(Collectors.toSet());
        List<Instalment> left = granted(purchaseId, today).stream()
                .flatMap(granted -> granted.standing().instalments().stream())
                .filter(each -> open.contains(each.no()))
                .toList();
        return new Owed(sum(left, Instalment.Fate.DUE), sum(left, Instalment.Fate.COMING));
    }

    private static Money sum(List<Instalment> instalments, Instalment.Fate fate) {
        return instalments.stream()
                .filter(each -> each.fate() == fate)
                .map(Instalment::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    /** Instalments to be looked at, the longest due first, behind that one. */
    public List<DueInstalment> toLookAt(LocalDate today, DueInstalment behind, int most) {
        return store.due(today, behind, most);
    }

    /** As our books have them. */
    public List<BookedInstalment> lines(long purchaseId) {
        return store.lines(purchaseId);
    }

    /**
     * Decides an instalment by the events: forfeited and postponed ones are written down, a due one is for the caller to pay.
     *
     * @return what is to be paid now; empty for nothing
     */
    public Optional<Instalment> decide(DueInstalment due, LocalDate today, Instant now) {
        boolean open = store.lines(due.purchaseId()).stream()
                .anyMatch(line -> line.no() == due.no() && line.state() == BookedInstalment.State.SCHEDULED);
        if (!open) {
            return Optional.empty();
        }
        Instalment found = granted(due.purchaseId(), today).orElseThrow().standing().instalments().stream()
                .filter(each -> each.no() == due.no())
                .findFirst()
                .orElseThrow();
        return switch (found.fate()) {
            case DUE -> Optional.of(found);
            case COMING -> {
                store.postpone(due.purchaseId(), due.no(), found.dueOn());
                yield Optional.empty();
            }
            case FORFEITED_CANCELLED, FORFEITED_PAUSED -> {
                store.forfeit(due.purchaseId(), due.no(), found.fate().name(), now);
                yield Optional.empty();
            }
        };
    }

    /** The money for a due instalment was asked for. */
    public void asked(DueInstalment due, String refundId, Instant now) {
        if (!store.asked(due.purchaseId(), due.no(), refundId, now)) {
            throw new IllegalStateException("instalment " + due + " was decided under the subscription's lock");
        }
    }

    /** The subscription has just been cancelled: what was still to come is forfeited now, not when its day comes. */
    public void cancelled(long purchaseId, LocalDate today, Instant now) {
        granted(purchaseId, today).ifPresent(granted -> granted.standing().instalments().stream()
                .filter(each -> each.fate().isForfeited())
                .forEach(
                        each -> store.forfeit(purchaseId, each.no(), each.fate().name(), now)));
    }

    /** Money that was asked for has reached the payer; nothing when it was for no instalment. */
    public void arrived(String refundId, Instant now) {
        store.returned(refundId, now);
    }
}
