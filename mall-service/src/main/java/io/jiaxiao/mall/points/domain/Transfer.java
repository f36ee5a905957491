package io.jiaxiao.mall.points.domain;

import io.jiaxiao.contracts.mall.ProductLine;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an account. Immutable.
 *
 * @param seq            place among the account's entries, from 1
 * @param points         above zero
 * @param code           event, purpose or reason
 * @param availableAfter balance after it
 * @param heldAfter      balance after it
 */
public record Transfer(
        long personId,
        long seq,
        long id,
        TransferKind kind,
        long points,
        @Nullable ProductLine line,
        @Nullable Long lotId,
        @Nullable Long holdId,
        String code,
        long availableAfter,
        long heldAfter) {}
