package io.jiaxiao.order.subscription;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.entitlement.Entitlements;
import io.jiaxiao.order.entitlement.domain.Entitlement;
import io.jiaxiao.order.subscription.domain.MigrationAnswer;
import io.jiaxiao.order.subscription.domain.OldTerm;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.store.BroughtSubscriptions;
import io.jiaxiao.order.subscription.store.ManySubscriptions;
import io.jiaxiao.starter.ids.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings orders of the old platform into subscriptions (O8), with as many statements for a thousand as for one. Rows are locked
 * as {@link Subscriptions} locks them: entitlements in the order of the children, then subscriptions.
 */
@Service
public class MigrateSubscriptions {

    private final ManySubscriptions store;
    private final BroughtSubscriptions brought;
    private final Entitlements entitlements;
    private final Ids ids;

    MigrateSubscriptions(ManySubscriptions store, BroughtSubscriptions brought, Entitlements entitlements, Ids ids) {
        this.store = store;
        this.brought = brought;
        this.entitlements = entitlements;
        this.ids = ids;
    }

    /** An old order of a child. @param personId whose subscription it is, when it opens one */
    public record Old(String childId, long personId, String schoolId, OldTerm term) {}

    /** What became of it. @param subscriptionId null when it could not be brought here */
    public record Migrated(MigrationAnswer answer, @Nullable Long subscriptionId) {}

    /**
     * What {@link #migrate} would answer on that day; nothing is locked or written.
     *
     * @param olds those of one child in the order of their days
     * @return in the order given
     */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public List<MigrationAnswer> preview(String product, List<Old> olds, LocalDate today) {
        List<String> living = living(olds);
        Map<String, Subscription> running = living.isEmpty() ? Map.of() : store.open(living, product);
        long[] made = {0};
        var walk = new MigrationWalk(product, "", BusinessDay.startOf(today), () -> --made[0], running);
        return olds.stream().map(old -> walk.take(old).answer()).toList();
    }

    /** In the caller's transaction. @return in the order given */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Migrated> migrate(String product, List<Old> olds, String actor, Instant now) {
        List<String> living = living(olds);
        Map<String, Entitlement> rights = entitlements.holdAll(product, living);
        Map<String, Subscription> running = living.isEmpty() ? Map.of() : store.lockOpen(living, product);
        var walk = new MigrationWalk(product, actor, now, ids::next, running);
        List<Migrated> migrated = new ArrayList<>();
        for (Old old : olds) {
            migrated.add(walk.take(old));
        }
        write(walk, rights, now);
        return migrated;
    }

    private void write(MigrationWalk walk, Map<String, Entitlement> rights, Instant now) {
        saveAll(walk.ended);
        brought.insertAll(walk.made.values());
        saveAll(walk.moved.values());
        if (!walk.terms.isEmpty()) {
            store.insertTerms(walk.terms);
        }
        store.append(walk.events);
        List<Entitlements.Change> changes = new ArrayList<>();
        walk.entitled.forEach((child, after) -> changes.add(new Entitlements.Change(
                Objects.requireNonNull(rights.get(child)), Moves.right(after.state()), after.paidThrough())));
        entitlements.becomeAll(changes, now);
    }

    private void saveAll(Collection<ManySubscriptions.Saved> saved) {
        if (!saved.isEmpty() && store.saveAll(List.copyOf(saved)) != saved.size()) {
            throw new ConcurrencyFailureException("a subscription changed under its lock");
        }
    }

    /** Children with an order that may open or move something; of what is over nothing has to be held. */
    private static List<String> living(List<Old> olds) {
        return olds.stream()
                .filter(old ->
                        old.term().then() == OldTerm.Then.RUNNING || old.term().then() == OldTerm.Then.PAUSED)
                .map(Old::childId)
                .distinct()
                .sorted()
                .toList();
    }
}
