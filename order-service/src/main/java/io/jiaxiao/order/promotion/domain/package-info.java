/** The policy engine: what comes back and when, from a policy and a stream of events. */
@NamedInterface("domain")
@NullMarked
package io.jiaxiao.order.promotion.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
