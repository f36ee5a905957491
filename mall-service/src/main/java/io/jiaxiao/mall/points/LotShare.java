package io.jiaxiao.mall.points;

import io.jiaxiao.contracts.mall.ProductLine;

/**
 * A part of a lot that pays for a hold.
 *
 * @param points above zero
 */
public record LotShare(long lotId, ProductLine line, long points) {}
