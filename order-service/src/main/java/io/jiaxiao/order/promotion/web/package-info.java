/** Promotion policies for operators. */
@NullMarked
package io.jiaxiao.order.promotion.web;

import org.jspecify.annotations.NullMarked;
