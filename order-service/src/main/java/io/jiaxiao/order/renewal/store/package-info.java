/** Renewals and their rows in SQL. */
@NullMarked
package io.jiaxiao.order.renewal.store;

import org.jspecify.annotations.NullMarked;
