package io.jiaxiao.order.catalogue.domain;

import io.jiaxiao.contracts.mall.ProductLine;

/**
 * Something a child can use.
 *
 * @param code           stable, at most 32 letters, digits and underscores
 * @param line           who provides it, and may ask who is entitled to it
 * @param coolingOffDays up to so many days after the day of payment all of the money comes back
 */
public record Product(String code, ProductLine line, String title, int coolingOffDays) {}
