/** The table of rules. */
@NullMarked
package io.jiaxiao.mall.points.earning.store;

import org.jspecify.annotations.NullMarked;
