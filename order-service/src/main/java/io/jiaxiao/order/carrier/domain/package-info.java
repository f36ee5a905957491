/** What may become of an order on the carrier's bill. */
@NullMarked
package io.jiaxiao.order.carrier.domain;

import org.jspecify.annotations.NullMarked;
