package io.jiaxiao.mall.points.domain;

import java.util.ArrayList;
import java.util.List;

/** A person's account while a batch decides. Its balances move only together with an entry. */
public final class Account {

    private final long personId;
    private final boolean frozen;
    private final long storedEntries;
    private long available;
    private long held;
    private long entries;
    private final List<Lot> lots = new ArrayList<>();
    private boolean lotsKnown;
    private boolean overdueEnded;

    public Account(long personId, long available, long held, boolean frozen, long entries) {
        this.personId = personId;
        this.available = available;
        this.held = held;
        this.frozen = frozen;
        this.entries = entries;
        this.storedEntries = entries;
    }

    /** @throws IllegalStateException if a balance would fall below zero: the decision was wrong */
    void move(long toAvailable, long toHeld) {
        available = Math.addExact(available, toAvailable);
        held = Math.addExact(held, toHeld);
        if (available < 0 || held < 0) {
            throw new IllegalStateException("account of " + personId + " would fall below zero");
        }
        entries++;
    }

    /** All open lots are among {@link #lots()} from now on. */
    public void knowsItsLots() {
        lotsKnown = true;
    }

    boolean lotsAreKnown() {
        return lotsKnown;
    }

    public void add(Lot lot) {
        if (!lots.contains(lot)) {
            lots.add(lot);
        }
    }

    /** Oldest first. */
    List<Lot> lots() {
        lots.sort(Lot.OLDEST_FIRST);
        return lots;
    }

    /** True the first time only: within a batch time stands still. */
    boolean endsOverdueNow() {
        boolean first = !overdueEnded;
        overdueEnded = true;
        return first;
    }

    public long personId() {
        return personId;
    }

    public long available() {
        return available;
    }

    public long held() {
        return held;
    }

    public boolean isFrozen() {
        return frozen;
    }

    public long entries() {
        return entries;
    }

    public boolean hasMoved() {
        return entries != storedEntries;
    }
}
