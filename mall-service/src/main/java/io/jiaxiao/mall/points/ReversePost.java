package io.jiaxiao.mall.points;

import io.jiaxiao.kernel.Points;

/**
 * @param key    unique among holds, posts, releases and reversals; at most 64 visible ASCII characters
 * @param points how much comes back, above zero, at most what was spent and not yet given back
 * @param reason stable code shown on the statement, e.g. {@code AFTER_SALE_RETURN}, {@code RECHARGE_REVERSED}
 */
public record ReversePost(String key, long holdId, Points points, String reason) {}
