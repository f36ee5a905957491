package io.jiaxiao.mall.points.web;

/**
 * @param points    what was granted; less than the rule gives, or nothing, when the day's cap is reached
 * @param capped    nothing was granted, since the day's cap is used up
 * @param lotId     number of the new lot; empty when nothing was granted
 */
record GrantAnswer(long points, boolean capped, String lotId) {}
