/** Subscriptions: what is sold, at which price, to whom, paid how, and what may be used for it. */
@NullMarked
package io.jiaxiao.order;

import org.jspecify.annotations.NullMarked;
