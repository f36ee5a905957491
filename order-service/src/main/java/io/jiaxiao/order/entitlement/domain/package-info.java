/** An entitlement as a value. */
@NamedInterface("domain")
@NullMarked
package io.jiaxiao.order.entitlement.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
