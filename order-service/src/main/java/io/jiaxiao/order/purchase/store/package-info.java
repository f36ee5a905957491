/** Purchases, their timeline and their refunds in SQL. */
@NullMarked
package io.jiaxiao.order.purchase.store;

import org.jspecify.annotations.NullMarked;
