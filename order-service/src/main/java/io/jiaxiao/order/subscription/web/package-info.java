/** Subscriptions for parents. */
@NullMarked
package io.jiaxiao.order.subscription.web;

import org.jspecify.annotations.NullMarked;
