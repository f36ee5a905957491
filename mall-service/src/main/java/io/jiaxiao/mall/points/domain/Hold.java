package io.jiaxiao.mall.points.domain;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.mall.points.LotShare;
import java.util.List;

/** A hold while a batch decides. */
public final class Hold {

    private final long id;
    private final long personId;
    private final long points;
    private final String purpose;
    private final List<Share> shares;
    private final HoldState storedState;
    private final boolean fresh;
    private HoldState state;

    private Hold(
            long id, long personId, long points, String purpose, HoldState state, List<Share> shares, boolean fresh) {
        this.id = id;
        this.personId = personId;
        this.points = points;
        this.purpose = purpose;
        this.storedState = state;
        this.state = state;
        this.shares = shares;
        this.fresh = fresh;
    }

    public static Hold stored(
            long id, long personId, long points, String purpose, HoldState state, List<Share> shares) {
        return new Hold(id, personId, points, purpose, state, shares, false);
    }

    static Hold taken(long id, long personId, long points, String purpose, List<Share> shares) {
        return new Hold(id, personId, points, purpose, HoldState.OPEN, shares, true);
    }

    void become(HoldState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("hold " + id + " is " + state + " and cannot become " + next);
        }
        state = next;
    }

    public long id() {
        return id;
    }

    public long personId() {
        return personId;
    }

    public long points() {
        return points;
    }

    public String purpose() {
        return purpose;
    }

    public HoldState state() {
        return state;
    }

    public List<Share> shares() {
        return shares;
    }

    /** Not in the database yet. */
    public boolean isFresh() {
        return fresh;
    }

    public boolean hasMoved() {
        return state != storedState;
    }

    /** What was given back of it, in all. */
    public long reversed() {
        return shares.stream().mapToLong(Share::reversed).sum();
    }

    public List<LotShare> lots() {
        return shares.stream()
                .map(share -> new LotShare(share.lotId(), share.line(), share.points()))
                .toList();
    }

    /** The part one lot pays. */
    public static final class Share {

        private final int position;
        private final long lotId;
        private final ProductLine line;
        private final long points;
        private final long storedReversed;
        private long reversed;

        public Share(int position, long lotId, ProductLine line, long points, long reversed) {
            this.position = position;
            this.lotId = lotId;
            this.line = line;
            this.points = points;
            this.storedReversed = reversed;
            this.reversed = reversed;
        }

        /** Gives back at most so many; answers how many. */
        long giveBack(long most) {
            long back = Math.min(most, points - reversed);
            reversed += back;
            return back;
        }

        public int position() {
            return position;
        }

        public long lotId() {
            return lotId;
        }

        public ProductLine line() {
            return line;
        }

        public long points() {
            return points;
        }

        public long reversed() {
            return reversed;
        }

        /** Given back by this batch. */
        public long newlyReversed() {
            return reversed - storedReversed;
        }
    }
}
