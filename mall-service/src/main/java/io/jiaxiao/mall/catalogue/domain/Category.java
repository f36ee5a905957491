package io.jiaxiao.mall.catalogue.domain;

import org.jspecify.annotations.Nullable;

/**
 * A node of the tree goods are found by.
 *
 * @param parentId null at the top
 * @param code     stable, lower case
 * @param position among its siblings, smallest first
 */
public record Category(long id, @Nullable Long parentId, String code, String name, int position) {}
