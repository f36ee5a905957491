package io.jiaxiao.mall.points.domain;

import io.jiaxiao.contracts.mall.ProductLine;
import java.time.Instant;
import java.util.Comparator;

/** A lot while a batch decides. */
public final class Lot {

    /** In the order in which lots pay. */
    static final Comparator<Lot> OLDEST_FIRST =
            Comparator.comparing(Lot::expiresAt).thenComparingLong(Lot::id);

    private final long id;
    private final long personId;
    private final ProductLine line;
    private final String event;
    private final long granted;
    private final boolean fresh;
    private final long storedAvailable;
    private final long storedHeld;
    private final Instant storedExpiry;
    private long available;
    private long held;
    private Instant expiresAt;
    private boolean graced;

    private Lot(Facts facts, long available, long held, boolean graced, boolean fresh) {
        this.id = facts.id();
        this.personId = facts.personId();
        this.line = facts.line();
        this.event = facts.event();
        this.granted = facts.granted();
        this.expiresAt = facts.expiresAt();
        this.storedExpiry = facts.expiresAt();
        this.available = available;
        this.held = held;
        this.storedAvailable = available;
        this.storedHeld = held;
        this.graced = graced;
        this.fresh = fresh;
    }

    /** What a lot is from its grant on; only the end may be put off once. */
    public record Facts(long id, long personId, ProductLine line, String event, long granted, Instant expiresAt) {}

    public static Lot stored(Facts facts, long available, long held, boolean graced) {
        return new Lot(facts, available, held, graced, false);
    }

    static Lot granted(Facts facts) {
        return new Lot(facts, facts.granted(), 0, false, true);
    }

    void hold(long points) {
        available = notBelowZero(available - points);
        held += points;
    }

    void post(long points) {
        held = notBelowZero(held - points);
    }

    void release(long points) {
        held = notBelowZero(held - points);
        available += points;
    }

    void giveBack(long points) {
        available += points;
    }

    void take(long points) {
        available = notBelowZero(available - points);
    }

    void liveUntil(Instant end) {
        expiresAt = end;
        graced = true;
    }

    private long notBelowZero(long points) {
        if (points < 0) {
            throw new IllegalStateException("lot " + id + " would fall below zero");
        }
        return points;
    }

    /** Its time has come, whether or not a job has noticed. */
    public boolean isOver(Instant now) {
        return !expiresAt.isAfter(now);
    }

    public long id() {
        return id;
    }

    public long personId() {
        return personId;
    }

    public ProductLine line() {
        return line;
    }

    public String event() {
        return event;
    }

    public long granted() {
        return granted;
    }

    public long available() {
        return available;
    }

    public long held() {
        return held;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public boolean isGraced() {
        return graced;
    }

    public boolean isOpen() {
        return available > 0 || held > 0;
    }

    public boolean isFresh() {
        return fresh;
    }

    public boolean hasMoved() {
        return available != storedAvailable || held != storedHeld;
    }

    public boolean livesLonger() {
        return !expiresAt.equals(storedExpiry);
    }
}
