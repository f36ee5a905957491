/** When a number of cancellations is a burst. */
@NullMarked
package io.jiaxiao.order.burst.domain;

import org.jspecify.annotations.NullMarked;
