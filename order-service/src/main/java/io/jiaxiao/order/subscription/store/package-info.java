/** Subscriptions, terms and events in SQL. */
@NullMarked
package io.jiaxiao.order.subscription.store;

import org.jspecify.annotations.NullMarked;
