package io.jiaxiao.mall.catalogue.domain;

import org.jspecify.annotations.Nullable;

/**
 * What an operator looks for; null for any.
 *
 * @param text      {@link SearchText#normal normal}; empty for any
 * @param offReason why our shelf does not hold it
 */
public record SkuFilter(
        @Nullable String channel,
        @Nullable Long categoryId,
        @Nullable Boolean listed,
        @Nullable Boolean onShelf,
        @Nullable Boolean partnerOn,
        @Nullable String offReason,
        String text) {}
