package io.jiaxiao.mall.points;

import io.jiaxiao.contracts.mall.ProductLine;
import java.time.Instant;

/**
 * An operator gives or takes points.
 *
 * @param key       unique among the ledger's own keys; at most 64 visible ASCII characters
 * @param line      whose cost it is; when points are taken, the lots decide
 * @param points    above zero to give, below zero to take
 * @param reason    stable code shown on the statement
 * @param expiresAt end of what is given; unused when points are taken
 */
public record AdjustPoints(
        String key, long personId, ProductLine line, long points, String reason, Instant expiresAt) {}
