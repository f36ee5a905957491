/** Business days. */
@NullMarked
package io.jiaxiao.order.day;

import org.jspecify.annotations.NullMarked;
