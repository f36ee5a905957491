/** Purchases and cancellations for parents. */
@NullMarked
package io.jiaxiao.order.purchase.web;

import org.jspecify.annotations.NullMarked;
