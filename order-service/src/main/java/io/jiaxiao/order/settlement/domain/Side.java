package io.jiaxiao.order.settlement.domain;

/**
 * One side of a day.
 *
 * @param inCount   payments, or orders begun
 * @param inFen     money that came in
 * @param backCount refunds, or orders ended
 * @param backFen   money that went back, above zero
 */
public record Side(long inCount, long inFen, long backCount, long backFen) {

    public static final Side NOTHING = new Side(0, 0, 0, 0);

    /** @param fen above zero in, below back */
    public Side money(long fen) {
        return fen < 0
                ? new Side(inCount, inFen, backCount + 1, Math.addExact(backFen, -fen))
                : new Side(inCount + 1, Math.addExact(inFen, fen), backCount, backFen);
    }

    public Side begun() {
        return new Side(inCount + 1, inFen, backCount, backFen);
    }

    public Side ended() {
        return new Side(inCount, inFen, backCount + 1, backFen);
    }

    public long netFen() {
        return Math.subtractExact(inFen, backFen);
    }
}
