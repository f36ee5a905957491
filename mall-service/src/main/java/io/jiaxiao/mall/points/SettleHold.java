package io.jiaxiao.mall.points;

/**
 * @param key    unique; at most 64 characters
 * @param reason stable code shown on the statement, e.g. {@code FULFILLED}, {@code CHANNEL_REFUSED}
 */
public record SettleHold(String key, long holdId, String reason) {}
