/** Operators read the days and have them compared again. */
@NullMarked
package io.jiaxiao.order.settlement.web;

import org.jspecify.annotations.NullMarked;
