package io.jiaxiao.mall.points.domain;

import io.jiaxiao.contracts.mall.ProductLine;

/**
 * What a batch moves on one system account.
 *
 * @param points below zero when they leave it
 */
public record SystemPosting(SystemAccount account, ProductLine line, long points) {}
