package io.jiaxiao.mall.points;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Points;
import java.time.Instant;

/**
 * @param key       unique per line; at most 64 visible ASCII characters
 * @param event     code of what they are for, shown on the statement
 * @param points    above zero
 * @param expiresAt end of the lot's life, in the future; whole business days are the caller's concern. Not part of what makes
 *                  two commands the same
 */
public record GrantPoints(
        String key, long personId, ProductLine line, String event, Points points, Instant expiresAt) {}
