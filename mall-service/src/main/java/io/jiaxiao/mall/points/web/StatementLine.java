package io.jiaxiao.mall.points.web;

import io.jiaxiao.mall.points.domain.TransferKind;
import io.jiaxiao.mall.points.store.Statements;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a statement.
 *
 * @param id             number of the entry
 * @param kind           what happened, e.g. GRANT, HOLD, POST
 * @param title          the same in Chinese
 * @param points         above zero
 * @param availableDelta by how much the available balance moved
 * @param line           Chinese name of the product line; null where several may be concerned
 * @param orderId        number of the order; null for what concerns none
 * @param code           event, purpose or reason
 * @param availableAfter balance after it
 * @param heldAfter      balance after it
 */
record StatementLine(
        String id,
        String kind,
        String title,
        long points,
        long availableDelta,
        @Nullable String line,
        @Nullable String orderId,
        String code,
        long availableAfter,
        long heldAfter,
        Instant at) {

    static StatementLine of(Statements.Entry entry) {
        return new StatementLine(
                Long.toString(entry.id()),
                entry.kind().name(),
                title(entry.kind()),
                entry.points(),
                sign(entry.kind()) * entry.points(),
                entry.line() == null ? null : entry.line().title(),
                entry.holdId() == null ? null : Long.toString(entry.holdId()),
                entry.code(),
                entry.availableAfter(),
                entry.heldAfter(),
                entry.at());
    }

    private static String title(TransferKind kind) {
        return switch (kind) {
            case GRANT -> "获得积分";
            case HOLD -> "兑换冻结";
            case POST -> "兑换成功";
            case RELEASE -> "冻结退回";
            case REVERSE -> "售后退回";
            case EXPIRE -> "积分过期";
            case CREDIT -> "人工增加";
            case DEBIT -> "人工扣减";
        };
    }

    private static int sign(TransferKind kind) {
        return switch (kind) {
            case GRANT, CREDIT, RELEASE, REVERSE -> 1;
            case HOLD, EXPIRE, DEBIT -> -1;
            case POST -> 0;
        };
    }
}
