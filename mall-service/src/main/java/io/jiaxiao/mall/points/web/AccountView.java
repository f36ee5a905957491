package io.jiaxiao.mall.points.web;

import io.jiaxiao.mall.points.store.Statements;
import java.time.Instant;
import java.util.List;

/** @param lots the first to end first, at most 200 */
record AccountView(
        String personId, BalanceView balance, List<LotView> lots, List<HoldView> holds, StatementPage statement) {

    record LotView(String id, String line, String event, long granted, long available, long held, Instant expiresAt) {

        static LotView of(Statements.OpenLot lot) {
            return new LotView(
                    Long.toString(lot.id()),
                    lot.line().name(),
                    lot.event(),
                    lot.granted(),
                    lot.available(),
                    lot.held(),
                    lot.expiresAt());
        }
    }

    record HoldView(String id, String personId, long points, String purpose, Instant heldAt) {

        static HoldView of(Statements.OpenHold hold) {
            return new HoldView(
                    Long.toString(hold.id()),
                    Long.toString(hold.personId()),
                    hold.points(),
                    hold.purpose(),
                    hold.heldAt());
        }
    }
}
