/** A purchase's states and refunds as values. */
@NamedInterface("domain")
@NullMarked
package io.jiaxiao.order.purchase.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
