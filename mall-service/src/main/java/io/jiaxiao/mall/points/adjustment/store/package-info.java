/** The table of adjustments, and the mark of a frozen account. */
@NullMarked
package io.jiaxiao.mall.points.adjustment.store;

import org.jspecify.annotations.NullMarked;
