/** States, terms by calendar months, and what a day is worth. */
@NamedInterface("domain")
@NullMarked
package io.jiaxiao.order.subscription.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
