package io.jiaxiao.partners.jd;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One after-sale service (售后服务单) for some pieces of a parcel. Guarded by the desk's lock. */
final class Service {

    static final int RETURN = 10;
    static final int EXCHANGE = 20;

    static final int APPLIED = 10;
    static final int REFUSED = 20;
    static final int REVIEW = 21;
    static final int RECEIVED = 31;
    static final int HANDLING = 33;
    static final int USER_CONFIRM = 40;
    static final int DONE = 50;
    static final int CANCELLED = 60;

    static final int PICK_UP = 4;

    final long id;
    final Order parcel;
    final Order.Item item;
    final int expect;
    final int pickwareType;
    final Instant appliedAt;
    int step = APPLIED;
    boolean approved;
    boolean refunded;

    @Nullable
    String expressCode;

    /** @param item so many of the pieces, at the price they were bought for */
    Service(long id, Order parcel, Order.Item item, int expect, int pickwareType, Instant appliedAt) {
        this.id = id;
        this.parcel = parcel;
        this.item = item;
        this.expect = expect;
        this.pickwareType = pickwareType;
        this.appliedAt = appliedAt;
    }

    boolean waitsForCourier() {
        return step == REVIEW && approved && pickwareType != PICK_UP && expressCode == null;
    }

    boolean canBeCancelled() {
        return step == APPLIED || step == REVIEW;
    }

    /** Whether its pieces may not be applied for again. */
    boolean holdsItsPieces() {
        return step != REFUSED && step != CANCELLED;
    }
}
