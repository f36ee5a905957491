package io.jiaxiao.risk.reload;

import io.jiaxiao.risk.reload.store.RevisionStore;
import org.springframework.stereotype.Service;

/** Counters that move with every change of what instances keep in memory. */
@Service
public class Revisions {

    private final RevisionStore store;

    Revisions(RevisionStore store) {
        this.store = store;
    }

    public long current(Kept what) {
        return store.current(what.name());
    }

    /** In the transaction of the change, before it: the row's lock lets such changes happen one after the other. */
    public void moved(Kept what) {
        store.bump(what.name());
    }

    /** What instances keep in memory. */
    public enum Kept {
        RULES,
        LISTS
    }
}
