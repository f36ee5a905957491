/** Policies, grants and instalments in SQL. */
@NullMarked
package io.jiaxiao.order.promotion.store;

import org.jspecify.annotations.NullMarked;
