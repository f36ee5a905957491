package io.jiaxiao.order.renewal.domain;

import io.jiaxiao.kernel.Money;

/** A class of a renewal, with the price that was told for its children; it is kept whatever tariffs do until the end. */
public record PricedClass(String classId, String schoolId, Money price, int tariffVersion) {}
