/** Operators renew a child's or whole classes' subscriptions in the background (O6). */
@NullMarked
package io.jiaxiao.order.renewal;

import org.jspecify.annotations.NullMarked;
