/** Trouble in SQL. */
@NullMarked
package io.jiaxiao.order.trouble.store;

import org.jspecify.annotations.NullMarked;
