/** Where two books differ, without Spring. */
@NullMarked
package io.jiaxiao.order.settlement.domain;

import org.jspecify.annotations.NullMarked;
