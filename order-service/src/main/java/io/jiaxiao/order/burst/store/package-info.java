/** Bursts and their members in SQL. */
@NullMarked
package io.jiaxiao.order.burst.store;

import org.jspecify.annotations.NullMarked;
