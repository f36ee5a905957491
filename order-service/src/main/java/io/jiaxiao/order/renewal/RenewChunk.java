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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** Stores who is in the class. Nothing when somebody else has, or it has ended. */
    @Transactional
    public void list(long id, String classId, Set<String> children) {
        if (locked(id, RenewalState.LISTING).isPresent() && renewals.listed(id, classId) && !children.isEmpty()) {
            rows.insert(id, classId, children);
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
        if (locked(id, RenewalState.RUNNING).isPresent() && rows.nextClass(id).isEmpty()) {
            renewals.done(id, now());
        }
    }

    /**
     * Gives children of a class their results.
     *
     * @param present who is in the class now
     * @return how many there were
     */
    @Transactional
    public int run(long id, String classId, Set<String> present, int most) {
        Renewal renewal = locked(id, RenewalState.RUNNING).orElse(null);
        List<String> waiting = renewal == null ? List.of() : rows.waiting(id, classId, most);
        if (renewal == null || waiting.isEmpty()) {
            return 0;
        }
        List<RenewalRow> results = new ArrayList<>();
        List<String> there = new ArrayList<>();
        for (String child : waiting) {
            if (present.contains(child)) {
                there.add(child);
            } else {
                results.add(RenewalRow.skipped(child, classId, RenewalRow.LEFT_CLASS));
            }
        }
        if (!there.isEmpty()) {
            results.addAll(renewed(renewal, renewals.priced(id, classId), there));
        }
        save(id, results);
        return results.size();
    }

    /** Leaves the first child who waits as it is, since it cannot be renewed. */
    @Transactional
    public void giveUpFirst(long id, String classId) {
        if (locked(id, RenewalState.RUNNING).isPresent()) {
            List<RenewalRow> first = rows.waiting(id, classId, 1).stream()
                    .map(child -> RenewalRow.skipped(child, classId, RenewalRow.FAULT))
                    .toList();
            if (!first.isEmpty()) {
                save(id, first);
            }
        }
    }

    private List<RenewalRow> renewed(Renewal renewal, PricedClass place, List<String> children) {
        Instant now = now();
        Plan plan = catalogue.plan(renewal.planCode()).orElseThrow();
        Product product = catalogue.product(plan.productCode()).orElseThrow();
        String actor = "operator:" + renewal.operator();
        List<Wanted> wanted = children.stream()
                .map(child -> new Wanted(child, ids.next(), place.price()))
                .toList();
        Map<String, RenewalAnswer> answers = renew.renew(new Order(plan, renewal.endingBy(), actor), wanted, now);
        List<RenewalRow> results = new ArrayList<>();
        List<Settled> settled = new ArrayList<>();
        answers.forEach((child, answer) -> {
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
