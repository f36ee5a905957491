/**
 * Money in and money back. A payment belongs to one purchase, is decided by a verified notify or by a query, and never by
 * the browser; whoever owns it is told in the transaction that decides it.
 */
@NullMarked
package io.jiaxiao.order.payment;

import org.jspecify.annotations.NullMarked;
