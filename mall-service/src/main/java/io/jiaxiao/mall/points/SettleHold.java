package io.jiaxiao.mall.points;

/**
 * @param key    unique among holds, posts, releases and reversals; at most 64 visible ASCII characters
 * @param reason stable code shown on the statement, e.g. {@code FULFILLED}, {@code CHANNEL_REFUSED}; at most 64 characters
 */
public record SettleHold(String key, long holdId, String reason) {}
