/** The desk's searches in SQL. */
@NullMarked
package io.jiaxiao.order.desk.store;

import org.jspecify.annotations.NullMarked;
