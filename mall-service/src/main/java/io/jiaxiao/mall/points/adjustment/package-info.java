/** Operators give, take and freeze points: with a reason, and above a limit only together. */
@NullMarked
package io.jiaxiao.mall.points.adjustment;

import org.jspecify.annotations.NullMarked;
