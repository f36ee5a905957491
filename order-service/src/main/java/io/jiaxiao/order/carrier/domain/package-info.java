/** What may become of an order on the carrier's bill. */
@NamedInterface("domain")
@NullMarked
package io.jiaxiao.order.carrier.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
