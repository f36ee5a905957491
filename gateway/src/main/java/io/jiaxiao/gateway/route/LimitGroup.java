package io.jiaxiao.gateway.route;

import org.jspecify.annotations.Nullable;

/**
 * How often one caller may use the routes of a group, all of them together.
 *
 * @param perUser for each person or client with a token; null: not limited
 * @param perIp   for each address; null: not limited. Schools share an address, so it is the wider one
 */
public record LimitGroup(@Nullable Rate perUser, @Nullable Rate perIp) {}
