package io.jiaxiao.mall.points.domain;

/**
 * Something that is always true of the ledger and is not.
 *
 * @param name which statement, in UPPER_SNAKE
 * @param by   how many rows break it, or by how many points the sum is off
 */
public record BrokenInvariant(String name, long by) {}
