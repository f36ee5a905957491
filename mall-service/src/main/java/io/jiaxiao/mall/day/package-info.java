/** The day as the business counts it. */
@NullMarked
package io.jiaxiao.mall.day;

import org.jspecify.annotations.NullMarked;
