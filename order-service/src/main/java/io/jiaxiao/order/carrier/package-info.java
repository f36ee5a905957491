/**
 * Orders on the carrier's bill: its code on the parent's phone confirms (O3). What public documents do not say about it is
 * configuration (partners.md 8.2). Whoever owns an order is told in the transaction that decides it.
 */
@NullMarked
package io.jiaxiao.order.carrier;

import org.jspecify.annotations.NullMarked;
