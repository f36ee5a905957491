/** Payments, refunds and notices as rows; every update names the state it leaves. */
@NullMarked
package io.jiaxiao.order.payment.store;

import org.jspecify.annotations.NullMarked;
