/** Purchases and subscriptions for operators. */
@NullMarked
package io.jiaxiao.order.desk.web;

import org.jspecify.annotations.NullMarked;
