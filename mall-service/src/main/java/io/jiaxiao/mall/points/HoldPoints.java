package io.jiaxiao.mall.points;

import io.jiaxiao.kernel.Points;
import org.jspecify.annotations.Nullable;

/**
 * @param key       unique among holds, posts, releases and reversals; at most 64 visible ASCII characters
 * @param holdId    the number of the hold, from {@code Ids}; an order uses its own number. Not part of what makes two
 *                  commands the same: a repeated one is answered with the number of the first
 * @param points    above zero
 * @param purpose   what it is for, shown on the statement, e.g. {@code REDEMPTION}; at most 64 characters
 * @param companion what must commit with the hold; null for none
 */
public record HoldPoints(
        String key,
        long holdId,
        long personId,
        Points points,
        String purpose,
        HoldCompanion.@Nullable Payload companion) {}
