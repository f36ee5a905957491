/** Products, plans and the choice of a price, without Spring. */
@NamedInterface("domain")
@NullMarked
package io.jiaxiao.order.catalogue.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
