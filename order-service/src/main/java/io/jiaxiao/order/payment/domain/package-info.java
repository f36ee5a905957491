/** What may become of a payment and of a refund. */
@NullMarked
package io.jiaxiao.order.payment.domain;

import org.jspecify.annotations.NullMarked;
