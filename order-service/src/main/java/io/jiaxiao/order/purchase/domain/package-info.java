/** A purchase's states and refunds as values. */
@NullMarked
package io.jiaxiao.order.purchase.domain;

import org.jspecify.annotations.NullMarked;
