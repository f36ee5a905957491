package io.jiaxiao.risk.listing;

import io.jiaxiao.risk.listing.domain.ListBook;
import io.jiaxiao.risk.listing.domain.ListKind;
import io.jiaxiao.risk.listing.store.ListStore;
import io.jiaxiao.risk.reload.Reloadable;
import io.jiaxiao.risk.reload.Revisions;
import io.jiaxiao.risk.reload.Revisions.Kept;
import io.jiaxiao.risk.rulebook.domain.Dimension;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Lists in memory. */
@Service
public class Lists implements Reloadable {

    private final ListStore store;
    private final Revisions revisions;
    private final Clock clock;
    private volatile Loaded loaded = new Loaded(-1, new ListBook(List.of()));

    Lists(ListStore store, Revisions revisions, Clock clock) {
        this.store = store;
        this.revisions = revisions;
        this.clock = clock;
    }

    /** Dimensions whose value is on a list of this kind now. */
    public Set<Dimension> matched(ListKind kind, Function<Dimension, @Nullable String> values) {
        return loaded.book.matched(kind, values, clock.instant());
    }

    @Override
    public String name() {
        return "lists";
    }

    @Override
    public long revision() {
        return loaded.revision;
    }

    @Override
    public synchronized void reloadIfMoved() {
        long revision = revisions.current(Kept.LISTS);
        if (loaded.revision != revision) {
            loaded = new Loaded(revision, new ListBook(store.inForce(clock.instant())));
        }
    }

    private record Loaded(long revision, ListBook book) {}
}
