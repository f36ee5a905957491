package io.jiaxiao.order.renewal;

import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.purchase.SettledPurchases;
import io.jiaxiao.order.renewal.domain.Renewal;
import io.jiaxiao.order.renewal.domain.RenewalRow;
import io.jiaxiao.order.renewal.domain.RenewalRow.Undo;
import io.jiaxiao.order.renewal.domain.RenewalUndo;
import io.jiaxiao.order.renewal.store.RenewalStore;
import io.jiaxiao.order.renewal.store.UndoStore;
import io.jiaxiao.order.renewal.store.UndoStore.Result;
import io.jiaxiao.order.subscription.TakeBackTerms;
import io.jiaxiao.order.subscription.domain.UndoAnswer;
import io.jiaxiao.order.subscription.domain.UndoAnswer.Goes;
import io.jiaxiao.order.subscription.domain.UndoAnswer.Renewed;
import io.jiaxiao.order.subscription.domain.UndoAnswer.Stays;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * One transaction of taking a renewal back: under the lock of the renewal's row, some of its children, their terms, events and
 * entitlements, their orders, their results and the counts. As safe against deaths and repetition as {@link RenewChunk}.
 */
@Component
class UndoChunk {

    private final RenewalStore renewals;
    private final UndoStore undos;
    private final TakeBackTerms terms;
    private final SettledPurchases purchases;
    private final Catalogue catalogue;
    private final Clock clock;

    UndoChunk(
            RenewalStore renewals,
            UndoStore undos,
            TakeBackTerms terms,
            SettledPurchases purchases,
            Catalogue catalogue,
            Clock clock) {
        this.renewals = renewals;
        this.undos = undos;
        this.terms = terms;
        this.purchases = purchases;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Gives those of the children who wait even now their results. */
    @Transactional
    public void run(long id, List<Renewed> children) {
        Renewal renewal = renewals.lock(id).orElseThrow();
        List<Renewed> waiting =
                undos.stillWaiting(id, children.stream().map(Renewed::childId).toList());
        if (waiting.isEmpty()) {
            return;
        }
        RenewalUndo undo = undos.find(id).orElseThrow();
        Instant now = now();
        String actor = "operator:" + undo.operator();
        String product = catalogue.plan(renewal.planCode()).orElseThrow().productCode();
        Map<String, UndoAnswer> answers = terms.takeBack(product, waiting, actor, now);
        List<Result> results = new ArrayList<>();
        List<Long> takenBack = new ArrayList<>();
        answers.forEach((child, answer) -> {
            switch (answer) {
                case Goes goes -> {
                    takenBack.add(goes.term().purchaseId());
                    results.add(new Result(child, Undo.TAKEN_BACK, null));
                }
                case Stays stays ->
                    results.add(new Result(child, Undo.KEPT, stays.why().name()));
            }
        });
        purchases.takeBack(takenBack, actor, undo.reason(), now);
        save(id, results);
    }

    /** Leaves a child who waits as it is, since its term cannot be taken back. */
    @Transactional
    public void giveUp(long id, Renewed child) {
        if (renewals.lock(id).isPresent()
                && !undos.stillWaiting(id, List.of(child.childId())).isEmpty()) {
            save(id, List.of(new Result(child.childId(), Undo.KEPT, RenewalRow.FAULT)));
        }
    }

    /** Ends it when nobody waits any more. */
    @Transactional
    public void finish(long id) {
        if (renewals.lock(id).isPresent() && undos.waiting(id, 1).isEmpty()) {
            undos.done(id, now());
        }
    }

    private void save(long id, List<Result> results) {
        if (undos.save(id, results) != results.size()) {
            throw new IllegalStateException("rows of renewal " + id + " changed under its lock");
        }
        int kept = (int) results.stream().filter(one -> one.undo() == Undo.KEPT).count();
        undos.count(id, results.size() - kept, kept);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
