package io.jiaxiao.mall.catalogue.domain;

import io.jiaxiao.mall.catalogue.Offer;

/**
 * One of a list of goods.
 *
 * @param image   address of the main picture; empty for none
 * @param soldOut as of a moment ago; redemption decides
 */
public record GoodsLine(
        long id, String name, Offer.Kind kind, long pointsPrice, int perPersonLimit, String image, boolean soldOut) {}
