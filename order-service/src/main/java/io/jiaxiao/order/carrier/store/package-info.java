/** Carrier orders and their evidence as rows; numbers and addresses are sealed. */
@NullMarked
package io.jiaxiao.order.carrier.store;

import org.jspecify.annotations.NullMarked;
