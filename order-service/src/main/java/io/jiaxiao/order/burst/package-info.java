/** A burst of cancellations in one school is noticed within minutes and reported once, as is its end (O9). */
@NullMarked
package io.jiaxiao.order.burst;

import org.jspecify.annotations.NullMarked;
