/** Products, tariffs and quotes in SQL. */
@NullMarked
package io.jiaxiao.order.catalogue.store;

import org.jspecify.annotations.NullMarked;
