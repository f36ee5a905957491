/** Bursts for operators. */
@NullMarked
package io.jiaxiao.order.burst.web;

import org.jspecify.annotations.NullMarked;
