package io.jiaxiao.order.migration;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.catalogue.domain.Product;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.migration.domain.MappedRow;
import io.jiaxiao.order.migration.domain.MappingResult;
import io.jiaxiao.order.migration.domain.Migration;
import io.jiaxiao.order.migration.domain.MigrationState;
import io.jiaxiao.order.migration.domain.OldOrder;
import io.jiaxiao.order.migration.domain.RowResult;
import io.jiaxiao.order.migration.domain.RowState;
import io.jiaxiao.order.migration.store.MigrationStore;
import io.jiaxiao.order.migration.store.MigrationWork;
import io.jiaxiao.order.purchase.MigratedPurchases;
import io.jiaxiao.order.subscription.MigrateSubscriptions;
import io.jiaxiao.order.subscription.MigrateSubscriptions.Migrated;
import io.jiaxiao.order.subscription.MigrateSubscriptions.Old;
import io.jiaxiao.order.subscription.domain.MigrationAnswer;
import io.jiaxiao.order.subscription.domain.OldTerm;
import io.jiaxiao.starter.ids.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * One transaction of a check or a run: under the lock of the migration's row, some rows, what they bring, and their results. So
 * whoever dies in it has done none of it, and whoever comes twice finds rows in another state.
 */
@Component
class MigrateChunk {

    private final MigrationStore migrations;
    private final MigrationWork work;
    private final MigrateSubscriptions subscriptions;
    private final MigratedPurchases purchases;
    private final Catalogue catalogue;
    private final Ids ids;
    private final Clock clock;

    MigrateChunk(
            MigrationStore migrations,
            MigrationWork work,
            MigrateSubscriptions subscriptions,
            MigratedPurchases purchases,
            Catalogue catalogue,
            Ids ids,
            Clock clock) {
        this.migrations = migrations;
        this.work = work;
        this.subscriptions = subscriptions;
        this.purchases = purchases;
        this.catalogue = catalogue;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores what the codes of rows are here. Rows somebody else has mapped meanwhile stay as they are. */
    @Transactional
    public void mapped(long id, List<MappingResult> results) {
        if (locked(id, MigrationState.CHECKING).isPresent()) {
            work.saveMapped(id, results);
        }
    }

    /** Tries some mapped rows of one product. @return how many; 0 when none is left */
    @Transactional
    public int tryOut(long id, int most) {
        String product = locked(id, MigrationState.CHECKING)
                .flatMap(migration -> work.nextProduct(id, RowState.MAPPED))
                .orElse(null);
        if (product == null) {
            return 0;
        }
        List<MappedRow> rows = MappedRow.wholeChildren(work.ofProduct(id, RowState.MAPPED, product, most), most);
        long[] none = {0};
        List<MigrationAnswer> answers =
                subscriptions.preview(product, olds(rows, () -> ++none[0]), BusinessDay.of(clock.instant()));
        List<RowResult> results = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            results.add(RowResult.tried(rows.get(i).line(), answers.get(i)));
        }
        save(id, RowState.MAPPED, results);
        return results.size();
    }

    /** Brings some rows of one product here. @return how many have their result now; 0 when none is left */
    @Transactional
    public int bring(long id, int most) {
        Migration migration = locked(id, MigrationState.RUNNING).orElse(null);
        String product =
                migration == null ? null : work.nextProduct(id, RowState.READY).orElse(null);
        if (migration == null || product == null) {
            return 0;
        }
        List<MappedRow> rows = work.ofProduct(id, RowState.READY, product, most);
        Set<String> here =
                work.claimed(rows.stream().map(row -> row.order().orderNo()).toList());
        List<RowResult> results = new ArrayList<>();
        List<MappedRow> rest = new ArrayList<>();
        for (MappedRow row : rows) {
            if (here.contains(row.order().orderNo())) {
                results.add(RowResult.skipped(row.line()));
            } else {
                rest.add(row);
            }
        }
        if (!rest.isEmpty()) {
            results.addAll(brought(migration, product, rest));
        }
        save(id, RowState.READY, results);
        return results.size();
    }

    private List<RowResult> brought(Migration migration, String product, List<MappedRow> rows) {
        Instant now = now();
        String actor = "operator:" + migration.operator();
        List<Old> olds = olds(rows, ids::next);
        List<Migrated> answers = subscriptions.migrate(product, olds, actor, now);
        Product title = catalogue.product(product).orElseThrow();
        Map<String, Plan> plans = new HashMap<>();
        List<RowResult> results = new ArrayList<>();
        List<MigratedPurchases.Migrated> kept = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            MappedRow row = rows.get(i);
            long purchaseId = olds.get(i).term().purchaseId();
            Long subscriptionId = answers.get(i).subscriptionId();
            results.add(RowResult.brought(row.line(), answers.get(i).answer(), purchaseId, subscriptionId));
            if (subscriptionId != null) {
                Plan plan = plans.computeIfAbsent(
                        row.target().planCode(), code -> catalogue.plan(code).orElseThrow());
                kept.add(purchase(row, purchaseId, plan, title, subscriptionId));
            }
        }
        purchases.record(kept, actor, now);
        return results;
    }

    private static MigratedPurchases.Migrated purchase(
            MappedRow row, long purchaseId, Plan plan, Product product, long subscriptionId) {
        OldOrder order = row.order();
        return new MigratedPurchases.Migrated(
                purchaseId,
                row.target().personId(),
                order.orderNo(),
                row.target().childId(),
                row.target().classId(),
                row.target().schoolId(),
                plan,
                product.title() + " " + plan.title(),
                Money.ofFen(order.paidFen()),
                Money.ofFen(order.refundedFen()),
                order.state() == OldTerm.Then.REFUNDED,
                order.paidAt(),
                "旧平台订单 " + order.orderNo() + "，" + order.channel(),
                subscriptionId);
    }

    private static List<Old> olds(List<MappedRow> rows, LongSupplier numbers) {
        return rows.stream().map(row -> old(row, numbers.getAsLong())).toList();
    }

    private static Old old(MappedRow row, long purchaseId) {
        OldOrder order = row.order();
        return new Old(
                row.target().childId(),
                row.target().personId(),
                row.target().schoolId(),
                new OldTerm(
                        purchaseId,
                        order.orderNo(),
                        row.target().planCode(),
                        Money.ofFen(order.paidFen()),
                        order.state(),
                        order.paidAt(),
                        BusinessDay.of(order.paidAt()),
                        order.from(),
                        order.through(),
                        order.pausedOn(),
                        order.resumesOn(),
                        order.endedOn()));
    }

    /** Leaves the first row in the state out, since it cannot be done. @param from MAPPED or READY */
    @Transactional
    public void giveUpFirst(long id, RowState from) {
        MigrationState at = from == RowState.MAPPED ? MigrationState.CHECKING : MigrationState.RUNNING;
        if (locked(id, at).isPresent()) {
            work.nextProduct(id, from)
                    .map(product -> work.ofProduct(id, from, product, 1))
                    .filter(first -> !first.isEmpty())
                    .ifPresent(first -> save(
                            id, from, List.of(RowResult.fault(first.getFirst().line()))));
        }
    }

    /** Ends a step of the work when no row is in the state any more. */
    @Transactional
    public void finish(long id, MigrationState at, RowState none, MigrationState next) {
        locked(id, at)
                .filter(migration -> work.nextProduct(id, none).isEmpty())
                .ifPresent(migration -> migrations.end(migration, next, now()));
    }

    private void save(long id, RowState from, List<RowResult> results) {
        if (work.save(id, from, results) != results.size()) {
            throw new IllegalStateException("rows of migration " + id + " changed under its lock");
        }
    }

    private Optional<Migration> locked(long id, MigrationState state) {
        return migrations.lock(id).filter(migration -> migration.state() == state);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
