package io.jiaxiao.gateway.limit;

import io.jiaxiao.gateway.route.Rate;

/**
 * One request to be counted against one caller.
 *
 * @param key  names the caller within a limit group, e.g. {@code sign-in:ip:10.0.0.1}
 * @param rate what the caller is allowed
 */
public record Charge(String key, Rate rate) {}
