package io.jiaxiao.order.renewal;

import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.catalogue.domain.Product;
import io.jiaxiao.order.purchase.SettledPurchases;
import io.jiaxiao.order.purchase.SettledPurchases.Settled;
import io.jiaxiao.order.renewal.domain.PricedClass;
import io.jiaxiao.order.renewal.domain.Renewal;
import io.jiaxiao.order.renewal.domain.RenewalRow;
import io.jiaxiao.order.renewal.domain.RenewalState;
import io.jiaxiao.order.renewal.store.RenewalRows;
import io.jiaxiao.order.renewal.store.RenewalRows.Waiting;
import io.jiaxiao.order.renewal.store.RenewalStore;
import io.jiaxiao.order.subscription.RenewSubscriptions;
import io.jiaxiao.order.subscription.RenewSubscriptions.Order;
import io.jiaxiao.order.subscription.RenewSubscriptions.Wanted;
import io.jiaxiao.order.subscription.domain.RenewalAnswer;
import io.jiaxiao.order.subscription.domain.RenewalAnswer.Goes;
import io.jiaxiao.order.subscription.domain.RenewalAnswer.Stays;
import io.jiaxiao.starter.ids.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * One transaction of a renewal: under the lock of its row, some children who wait, their orders, terms, events and entitlements,
 * their results and the counts. So whoever dies in it has done none of it, and whoever comes twice finds nobody who waits.
 */
@Component
class RenewChunk {

    private final RenewalStore renewals;
    private final RenewalRows rows;
    private final RenewSubscriptions renew;
    private final SettledPurchases purchases;
    private final Catalogue catalogue;
    private final Ids ids;
    private final Clock clock;

    RenewChunk(
            RenewalStore renewals,
            RenewalRows rows,
            RenewSubscriptions renew,
            SettledPurchases purchases,
            Catalogue catalogue,
            Ids ids,
            Clock clock) {
        this.renewals = renewals;
        this.rows = rows;
        this.renew = renew;
        this.purchases = purchases;
        this.catalogue = catalogue;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores the classes of a school. Nothing when somebody else has, or it has ended. */
    @Transactional
    public void resolve(long id, String schoolId, List<PricedClass> classes) {
        if (locked(id, RenewalState.LISTING).isPresent() && renewals.resolved(id, schoolId)) {
            renewals.insertClasses(id, classes, null);
        }
    }

    /** Stores who is in the classes. Nothing when somebody else has, or it has ended. @param members by class */
    @Transactional
    public void list(long id, Map<String, ? extends Collection<String>> members) {
        if (locked(id, RenewalState.LISTING).isEmpty()) {
            return;
        }
        int listed = renewals.listed(id, members.keySet());
        if (listed == 0) {
            return;
        }
        if (listed != members.size()) {
            throw new ConcurrencyFailureException("some classes of renewal " + id + " were listed meanwhile");
        }
        List<Waiting> children = new ArrayList<>();
        members.forEach((classId, all) -> all.forEach(child -> children.add(new Waiting(child, classId))));
        if (!children.isEmpty()) {
            rows.insert(id, children);
        }
    }

    /** All classes are listed. */
    @Transactional
    public void start(long id) {
        if (locked(id, RenewalState.LISTING).isPresent()) {
            renewals.start(id, now());
        }
    }

    /** Ends it when nobody waits any more. */
    @Transactional
    public void finish(long id) {
        if (locked(id, RenewalState.RUNNING).isPresent() && rows.waiting(id, 1).isEmpty()) {
            renewals.done(id, now());
        }
    }

    /**
     * Gives those of the children who wait even now their results.
     *
     * @param present by child, the class it is in now; who is in none is missing
     */
    @Transactional
    public void run(long id, List<Waiting> children, Map<String, String> present) {
        Renewal renewal = locked(id, RenewalState.RUNNING).orElse(null);
        List<Waiting> waiting = renewal == null ? List.of() : rows.stillWaiting(id, childrenOf(children));
        if (renewal == null || waiting.isEmpty()) {
            return;
        }
        List<RenewalRow> results = new ArrayList<>();
        Map<String, String> there = new LinkedHashMap<>();
        for (Waiting one : waiting) {
            if (one.classId().equals(present.get(one.childId()))) {
                there.put(one.childId(), one.classId());
            } else {
                results.add(RenewalRow.skipped(one.childId(), one.classId(), RenewalRow.LEFT_CLASS));
            }
        }
        if (!there.isEmpty()) {
            results.addAll(renewed(renewal, there));
        }
        save(id, results);
    }

    /** Leaves a child who waits as it is, since it cannot be renewed. */
    @Transactional
    public void giveUp(long id, Waiting child) {
        if (locked(id, RenewalState.RUNNING).isPresent()
                && !rows.stillWaiting(id, List.of(child.childId())).isEmpty()) {
            save(id, List.of(RenewalRow.skipped(child.childId(), child.classId(), RenewalRow.FAULT)));
        }
    }

    /** @param children with the class each is in */
    private List<RenewalRow> renewed(Renewal renewal, Map<String, String> children) {
        Instant now = now();
        Plan plan = catalogue.plan(renewal.planCode()).orElseThrow();
        Product product = catalogue.product(plan.productCode()).orElseThrow();
        String actor = "operator:" + renewal.operator();
        Map<String, PricedClass> classes = renewals.priced(renewal.id(), Set.copyOf(children.values()));
        Map<String, PricedClass> places = new LinkedHashMap<>();
        children.forEach((child, classId) -> places.put(child, Objects.requireNonNull(classes.get(classId))));
        List<Wanted> wanted = new ArrayList<>();
        places.forEach((child, place) -> wanted.add(new Wanted(child, ids.next(), place.price())));
        Map<String, RenewalAnswer> answers = renew.renew(new Order(plan, renewal.endingBy(), actor), wanted, now);
        List<RenewalRow> results = new ArrayList<>();
        List<Settled> settled = new ArrayList<>();
        answers.forEach((child, answer) -> {
            PricedClass place = Objects.requireNonNull(places.get(child));
            switch (answer) {
                case Stays stays ->
                    results.add(RenewalRow.skipped(
                            child, place.classId(), stays.why().name()));
                case Goes goes -> {
                    settled.add(settled(renewal, place, plan, product, goes));
                    results.add(RenewalRow.renewed(
                            child,
                            place.classId(),
                            goes.term().purchaseId(),
                            goes.term().after(),
                            goes.term().through(),
                            place.price().fen()));
                }
            }
        });
        purchases.record(settled, actor, renewal.settlement(), now);
        return results;
    }

    private static List<String> childrenOf(List<Waiting> children) {
        return children.stream().map(Waiting::childId).toList();
    }

    private static Settled settled(Renewal renewal, PricedClass place, Plan plan, Product product, Goes goes) {
        String childId = goes.running().childId();
        return new Settled(
                goes.term().purchaseId(),
                goes.running().personId(),
                "R" + renewal.id() + "-" + childId,
                childId,
                place.classId(),
                place.schoolId(),
                plan,
                product.title() + " " + plan.title(),
                place.price(),
                place.tariffVersion(),
                goes.running().id());
    }

    private void save(long id, List<RenewalRow> results) {
        if (rows.save(id, results) != results.size()) {
            throw new IllegalStateException("rows of renewal " + id + " changed under its lock");
        }
        int renewed = (int) results.stream()
                .filter(row -> row.state() == RenewalRow.State.RENEWED)
                .count();
        renewals.count(id, renewed, results.size() - renewed);
    }

    private Optional<Renewal> locked(long id, RenewalState state) {
        return renewals.lock(id).filter(renewal -> renewal.state() == state);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
