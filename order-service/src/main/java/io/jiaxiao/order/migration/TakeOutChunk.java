package io.jiaxiao.order.migration;

import io.jiaxiao.order.migration.domain.Migration;
import io.jiaxiao.order.migration.domain.MigrationRow;
import io.jiaxiao.order.migration.domain.MigrationState;
import io.jiaxiao.order.migration.domain.RowState;
import io.jiaxiao.order.migration.store.MigrationStore;
import io.jiaxiao.order.migration.store.MigrationWork;
import io.jiaxiao.order.migration.store.MigrationWork.BroughtRow;
import io.jiaxiao.order.migration.store.MigrationWork.KeptRow;
import io.jiaxiao.order.purchase.MigratedPurchases;
import io.jiaxiao.order.subscription.UndoMigrated;
import io.jiaxiao.order.subscription.UndoMigrated.Brought;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One transaction of an undoing: subscriptions with all rows that made them, taken out or left with a reason. */
@Component
class TakeOutChunk {

    private final MigrationStore migrations;
    private final MigrationWork work;
    private final UndoMigrated subscriptions;
    private final MigratedPurchases purchases;
    private final Clock clock;

    TakeOutChunk(
            MigrationStore migrations,
            MigrationWork work,
            UndoMigrated subscriptions,
            MigratedPurchases purchases,
            Clock clock) {
        this.migrations = migrations;
        this.work = work;
        this.subscriptions = subscriptions;
        this.purchases = purchases;
        this.clock = clock;
    }

    /** @return how many rows have their result now; 0 when none is left */
    @Transactional
    public int undo(long id, int most) {
        Migration migration = migrations
                .lock(id)
                .filter(one -> one.state() == MigrationState.UNDOING)
                .orElse(null);
        String product =
                migration == null ? null : work.nextProduct(id, RowState.DONE).orElse(null);
        if (migration == null || product == null) {
            return 0;
        }
        Map<Long, List<BroughtRow>> rows = new LinkedHashMap<>();
        for (BroughtRow row : work.brought(id, product, most)) {
            rows.computeIfAbsent(row.subscriptionId(), subscription -> new ArrayList<>())
                    .add(row);
        }
        List<Brought> all = new ArrayList<>();
        rows.forEach((subscription, its) -> all.add(new Brought(
                subscription,
                its.getFirst().childId(),
                its.stream().anyMatch(BroughtRow::began),
                its.stream().map(BroughtRow::purchaseId).toList())));
        Map<Long, String> stay = subscriptions.undo(
                product,
                all,
                "operator:" + migration.operator(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return save(id, rows, stay);
    }

    /** Leaves the first subscription as it is, since it cannot be taken out. */
    @Transactional
    public void giveUpFirst(long id) {
        migrations
                .lock(id)
                .filter(one -> one.state() == MigrationState.UNDOING)
                .flatMap(one -> work.nextProduct(id, RowState.DONE))
                .ifPresent(product -> work.saveKept(
                        id,
                        work.brought(id, product, 1).stream()
                                .map(row -> new KeptRow(row.line(), MigrationRow.FAULT))
                                .toList()));
    }

    private int save(long id, Map<Long, List<BroughtRow>> rows, Map<Long, String> stay) {
        List<Integer> undone = new ArrayList<>();
        List<Long> gone = new ArrayList<>();
        List<KeptRow> kept = new ArrayList<>();
        rows.forEach((subscription, its) -> {
            String why = stay.get(subscription);
            for (BroughtRow row : its) {
                if (why == null) {
                    undone.add(row.line());
                    gone.add(row.purchaseId());
                } else {
                    kept.add(new KeptRow(row.line(), why));
                }
            }
        });
        purchases.remove(gone);
        int saved = work.saveUndone(id, undone) + work.saveKept(id, kept);
        if (saved != undone.size() + kept.size()) {
            throw new IllegalStateException("rows of migration " + id + " changed under its lock");
        }
        return saved;
    }
}
