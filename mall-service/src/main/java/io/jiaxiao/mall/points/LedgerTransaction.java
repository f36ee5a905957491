package io.jiaxiao.mall.points;

import io.jiaxiao.contracts.mall.PointsGranted;
import io.jiaxiao.mall.points.domain.Account;
import io.jiaxiao.mall.points.domain.Books;
import io.jiaxiao.mall.points.domain.CommandKey;
import io.jiaxiao.mall.points.domain.Decisions;
import io.jiaxiao.mall.points.domain.Hold;
import io.jiaxiao.mall.points.domain.LedgerCommand;
import io.jiaxiao.mall.points.domain.Outcome;
import io.jiaxiao.mall.points.store.LedgerReads;
import io.jiaxiao.mall.points.store.LedgerWrites;
import io.jiaxiao.mall.points.store.StoredAnswer;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One batch of commands, one transaction: the accounts are locked in ascending order, what concerns the commands is read,
 * all is decided in memory, all is written, one commit. Safe to run again when nobody knows whether it committed: the
 * keys, stored with the effects, answer what is done already.
 */
final class LedgerTransaction {

    private final TransactionTemplate transaction;
    private final LedgerReads reads;
    private final LedgerWrites writes;
    private final Companions companions;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final int graceDays;

    LedgerTransaction(
            TransactionTemplate transaction,
            LedgerReads reads,
            LedgerWrites writes,
            Companions companions,
            Outbox outbox,
            Ids ids,
            Clock clock,
            int graceDays) {
        this.transaction = transaction;
        this.reads = reads;
        this.writes = writes;
        this.companions = companions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.graceDays = graceDays;
    }

    /** The outcomes, in the order of the commands, after the commit. */
    List<Outcome> run(List<LedgerCommand> batch) {
        return Objects.requireNonNull(transaction.execute(status -> decide(batch)));
    }

    private List<Outcome> decide(List<LedgerCommand> batch) {
        var involved = Involved.in(batch);
        Map<Long, Long> owners = involved.settledHolds().isEmpty() ? Map.of() : reads.owners(involved.settledHolds());
        involved.persons().addAll(owners.values());
        List<Account> accounts = lock(involved);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var books = new Books(now, graceDays, ids::next);
        accounts.forEach(books::add);
        load(books, accounts, involved);
        List<LedgerCommand.Hold> holds = newHolds(batch, books);
        Companions.Session session = companions.open(holds);
        var decisions = new Decisions(books, session);
        List<Outcome> outcomes = batch.stream().map(decisions::decide).toList();
        writes.write(books);
        session.write();
        tellOfGrants(books);
        return outcomes;
    }

    private List<Account> lock(Involved involved) {
        if (involved.persons().isEmpty()) {
            return List.of();
        }
        List<Account> accounts = new ArrayList<>(reads.lock(involved.persons()));
        SortedSet<Long> missing = new TreeSet<>(involved.grantees());
        accounts.forEach(account -> missing.remove(account.personId()));
        if (!missing.isEmpty()) {
            reads.open(missing);
            accounts.addAll(reads.lock(missing));
        }
        return accounts;
    }

    private void load(Books books, List<Account> accounts, Involved involved) {
        List<StoredAnswer> answers = involved.keys().isEmpty() ? List.of() : reads.answers(involved.keys());
        Set<Long> holds = new LinkedHashSet<>(involved.settledHolds());
        answers.stream().map(StoredAnswer::hold).filter(Objects::nonNull).forEach(holds::add);
        if (!holds.isEmpty()) {
            reads.holds(holds).forEach(books::add);
        }
        answers.forEach(answer -> books.add(new Books.Answered(
                answer.key(), answer.outcome(id -> books.knownHold(id).lots()))));
        loadLots(books, accounts, involved);
        if (!involved.earned().isEmpty()) {
            reads.earned(involved.earned()).forEach(books::add);
        }
    }

    private void loadLots(Books books, List<Account> accounts, Involved involved) {
        List<Account> spenders = accounts.stream()
                .filter(account -> involved.spenders().contains(account.personId()))
                .toList();
        if (!spenders.isEmpty()) {
            reads.openLots(spenders.stream().map(Account::personId).toList()).forEach(books::add);
            spenders.forEach(Account::knowsItsLots);
        }
        Set<Long> paying = new LinkedHashSet<>();
        for (Hold hold : books.holds()) {
            if (involved.settledHolds().contains(hold.id())) {
                hold.shares().forEach(share -> paying.add(share.lotId()));
            }
        }
        if (!paying.isEmpty()) {
            reads.lots(paying).forEach(books::add);
        }
    }

    /** Each once, even when a batch has copies of it. */
    private static List<LedgerCommand.Hold> newHolds(Collection<LedgerCommand> batch, Books books) {
        Set<CommandKey.Name> seen = new HashSet<>();
        List<LedgerCommand.Hold> holds = new ArrayList<>();
        for (LedgerCommand command : batch) {
            if (command instanceof LedgerCommand.Hold hold
                    && books.answered(hold.key().name()) == null
                    && seen.add(hold.key().name())) {
                holds.add(hold);
            }
        }
        return holds;
    }

    private void tellOfGrants(Books books) {
        List<PointsGranted> granted = books.freshLots().stream()
                .map(lot -> new PointsGranted(
                        Long.toString(lot.personId()), lot.line(), lot.event(), lot.granted(), books.moment()))
                .toList();
        outbox.appendAll(granted);
    }

    /** Whom and what the commands of a batch concern, as far as they say themselves. */
    private record Involved(
            SortedSet<Long> persons,
            SortedSet<Long> grantees,
            Set<Long> spenders,
            Set<Long> settledHolds,
            Set<CommandKey.Name> keys,
            Set<Books.Earned> earned) {

        static Involved in(List<LedgerCommand> batch) {
            var involved = new Involved(
                    new TreeSet<>(),
                    new TreeSet<>(),
                    new HashSet<>(),
                    new LinkedHashSet<>(),
                    new LinkedHashSet<>(),
                    new LinkedHashSet<>());
            batch.forEach(involved::add);
            return involved;
        }

        private void add(LedgerCommand command) {
            CommandKey key = command.key();
            if (key != null) {
                keys.add(key.name());
            }
            switch (command) {
                case LedgerCommand.Grant grant -> {
                    persons.add(grant.personId());
                    grantees.add(grant.personId());
                    LedgerCommand.DailyCap cap = grant.cap();
                    if (cap != null) {
                        earned.add(new Books.Earned(grant.personId(), cap.day(), grant.line(), grant.event()));
                    }
                }
                case LedgerCommand.Hold hold -> spends(hold.personId());
                case LedgerCommand.Debit debit -> spends(debit.personId());
                case LedgerCommand.Expire expire -> spends(expire.personId());
                case LedgerCommand.Settle settle -> settledHolds.add(settle.holdId());
                case LedgerCommand.Reverse reverse -> settledHolds.add(reverse.holdId());
            }
        }

        private void spends(long personId) {
            persons.add(personId);
            spenders.add(personId);
        }
    }
}
