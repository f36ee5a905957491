package io.jiaxiao.partners.journal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The last requests between the platform and the partners, oldest first. It keeps at most so many entries and so many
 * bytes; what it had to drop it counts, so that nobody takes a part for the whole.
 */
public final class Journal {

    private final Clock clock;
    private final int maxEntries;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Kept> kept = new ArrayDeque<>();
    private long lastSeq;
    private long bytes;
    private long dropped;

    /** An entry with its place: seq counts from 1 and is never used twice, not even after a clearing. */
    record Kept(long seq, Instant time, JournalEntry entry) {}

    /** What a reader asks for; null means any. */
    record Filter(
            JournalEntry.@Nullable Direction direction,
            @Nullable String partner,
            @Nullable String kind,
            @Nullable String number) {
        boolean matches(JournalEntry entry) {
            return (direction == null || direction == entry.direction())
                    && (partner == null || partner.equals(entry.partner()))
                    && (kind == null || kind.equals(entry.kind()))
                    && (number == null || entry.concerns(number));
        }
    }

    record Page(List<Kept> entries, long total, long dropped) {}

    /**
     * @param maxEntries at least 1
     * @param maxBytes rough heap bytes; the newest entry is kept even when it alone is larger
     */
    public Journal(Clock clock, int maxEntries, long maxBytes) {
        this.clock = clock;
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    /** Writes an entry down and returns its number. */
    public long write(JournalEntry entry) {
        lock.lock();
        try {
            kept.addLast(new Kept(++lastSeq, clock.instant(), entry));
            bytes += entry.weight();
            while (kept.size() > maxEntries || (bytes > maxBytes && kept.size() > 1)) {
                bytes -= kept.removeFirst().entry().weight();
                dropped++;
            }
            return lastSeq;
        } finally {
            lock.unlock();
        }
    }

    /** The first entries after the given seq that match, oldest first, and how many match in all. */
    Page read(Filter filter, long after, int limit) {
        List<Kept> found = new ArrayList<>();
        long[] total = {0};
        long droppedSoFar = forEach(filter, entry -> {
            if (entry.seq() > after) {
                total[0]++;
                if (found.size() < limit) {
                    found.add(entry);
                }
            }
        });
        return new Page(found, total[0], droppedSoFar);
    }

    /** Shows every matching entry to the reader, oldest first, and returns how many were dropped before. */
    long forEach(Filter filter, Consumer<Kept> reader) {
        lock.lock();
        try {
            for (Kept each : kept) {
                if (filter.matches(each.entry())) {
                    reader.accept(each);
                }
            }
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            kept.clear();
            bytes = 0;
            dropped = 0;
        } finally {
            lock.unlock();
        }
    }
}
