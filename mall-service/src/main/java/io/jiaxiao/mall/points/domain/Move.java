package io.jiaxiao.mall.points.domain;

import io.jiaxiao.contracts.mall.ProductLine;
import org.jspecify.annotations.Nullable;

/** What an entry says, before it has a number and balances. */
record Move(
        TransferKind kind,
        long points,
        @Nullable ProductLine line,
        @Nullable Long lotId,
        @Nullable Long holdId,
        String code) {

    static Move ofLot(TransferKind kind, long points, Lot lot, String code) {
        return new Move(kind, points, lot.line(), lot.id(), null, code);
    }

    static Move ofHold(TransferKind kind, long points, Hold hold, String code) {
        return new Move(kind, points, null, null, hold.id(), code);
    }

    long toAvailable() {
        return switch (kind) {
            case GRANT, CREDIT, RELEASE, REVERSE -> points;
            case HOLD, EXPIRE, DEBIT -> -points;
            case POST -> 0;
        };
    }

    long toHeld() {
        return switch (kind) {
            case HOLD -> points;
            case POST, RELEASE -> -points;
            case GRANT, CREDIT, REVERSE, EXPIRE, DEBIT -> 0;
        };
    }
}
