package io.jiaxiao.mall.points.domain;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.mall.day.BusinessDay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one batch works on: first filled with what is stored, then changed by {@link Decisions}, at last written. Used by
 * one thread, while the accounts in it are locked.
 */
public final class Books {

    private final Instant now;
    private final int graceDays;
    private final LongSupplier ids;
    private final Map<Long, Account> accounts = new LinkedHashMap<>();
    private final Map<Long, Lot> lots = new LinkedHashMap<>();
    private final Map<Long, Hold> holds = new LinkedHashMap<>();
    private final Map<CommandKey.Name, Answered> answered = new HashMap<>();
    private final List<Answered> newlyAnswered = new ArrayList<>();
    private final Map<Earned, Long> earnedToday = new HashMap<>();
    private final Map<Earned, Long> newlyEarned = new LinkedHashMap<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final Map<SystemSide, Long> system = new LinkedHashMap<>();

    /**
     * @param now       the one moment of the whole batch
     * @param graceDays business days an expired lot lives on when points come back to it; 0 for none
     * @param ids       gives the numbers of transfers and lots
     */
    public Books(Instant now, int graceDays, LongSupplier ids) {
        this.now = now;
        this.graceDays = graceDays;
        this.ids = ids;
    }

    /** A key with the answer its command got. */
    public record Answered(CommandKey key, Outcome outcome) {}

    /** What is counted against a daily cap. */
    public record Earned(long personId, LocalDate day, ProductLine line, String event) {}

    private record SystemSide(SystemAccount account, ProductLine line) {}

    // --- filling

    public void add(Account account) {
        accounts.put(account.personId(), account);
    }

    /** Known already: the one that is known stays. */
    public void add(Lot lot) {
        if (lots.putIfAbsent(lot.id(), lot) == null && lot.isOpen()) {
            account(lot.personId()).add(lot);
        }
    }

    public void add(Hold hold) {
        holds.put(hold.id(), hold);
    }

    public void add(Answered one) {
        answered.put(one.key().name(), one);
    }

    public void add(Earned earned, long points) {
        earnedToday.put(earned, points);
    }

    // --- what the decisions look at and do

    Instant now() {
        return now;
    }

    long nextId() {
        return ids.getAsLong();
    }

    @Nullable
    Account find(long personId) {
        return accounts.get(personId);
    }

    Account account(long personId) {
        Account account = accounts.get(personId);
        if (account == null) {
            throw new IllegalStateException("account of " + personId + " is not locked");
        }
        return account;
    }

    Lot lot(long id) {
        Lot lot = lots.get(id);
        if (lot == null) {
            throw new IllegalStateException("lot " + id + " is not loaded");
        }
        return lot;
    }

    @Nullable
    Hold hold(long id) {
        return holds.get(id);
    }

    /** A hold that was loaded. */
    public Hold knownHold(long id) {
        Hold hold = holds.get(id);
        if (hold == null) {
            throw new IllegalStateException("hold " + id + " is not loaded");
        }
        return hold;
    }

    public @Nullable Answered answered(CommandKey.Name name) {
        return answered.get(name);
    }

    void answer(CommandKey key, Outcome outcome) {
        var one = new Answered(key, outcome);
        add(one);
        newlyAnswered.add(one);
    }

    long earned(Earned what) {
        return earnedToday.getOrDefault(what, 0L);
    }

    void earn(Earned what, long points) {
        newlyEarned.put(what, earnedToday.merge(what, points, Math::addExact));
    }

    /** Moves a balance and writes the entry that says why. */
    long enter(Account account, Move move) {
        account.move(move.toAvailable(), move.toHeld());
        long id = nextId();
        transfers.add(new Transfer(
                account.personId(),
                account.entries(),
                id,
                move.kind(),
                move.points(),
                move.line(),
                move.lotId(),
                move.holdId(),
                move.code(),
                account.available(),
                account.held()));
        return id;
    }

    /** The other side of a move that enters or leaves people's accounts. */
    void post(SystemAccount account, ProductLine line, long points) {
        system.merge(new SystemSide(account, line), points, Math::addExact);
    }

    /** An expired lot to which points come back lives a little longer; false when there is no such grace. */
    boolean grace(Lot lot) {
        if (graceDays == 0) {
            return false;
        }
        lot.liveUntil(BusinessDay.endOf(BusinessDay.of(now).plusDays(graceDays)));
        return true;
    }

    // --- what is to be written

    public List<Account> movedAccounts() {
        return accounts.values().stream().filter(Account::hasMoved).toList();
    }

    public List<Lot> freshLots() {
        return lots.values().stream().filter(Lot::isFresh).toList();
    }

    public List<Lot> movedLots() {
        return lots.values().stream()
                .filter(lot -> !lot.isFresh() && lot.hasMoved())
                .toList();
    }

    public List<Lot> lotsLivingLonger() {
        return lots.values().stream()
                .filter(lot -> !lot.isFresh() && lot.livesLonger())
                .toList();
    }

    public Collection<Hold> holds() {
        return holds.values();
    }

    public List<Transfer> transfers() {
        return transfers;
    }

    public List<Answered> newlyAnswered() {
        return newlyAnswered;
    }

    public Map<Earned, Long> newlyEarned() {
        return newlyEarned;
    }

    public List<SystemPosting> systemPostings() {
        return system.entrySet().stream()
                .filter(side -> side.getValue() != 0)
                .map(side ->
                        new SystemPosting(side.getKey().account(), side.getKey().line(), side.getValue()))
                .toList();
    }

    public Instant moment() {
        return now;
    }
}
