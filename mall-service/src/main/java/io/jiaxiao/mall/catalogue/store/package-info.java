/** Catalogue tables. */
@NullMarked
package io.jiaxiao.mall.catalogue.store;

import org.jspecify.annotations.NullMarked;
