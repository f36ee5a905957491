/** Sliding counts, sums and distinct counts in Redis, all of one event in one round trip. */
@NullMarked
package io.jiaxiao.risk.window;

import org.jspecify.annotations.NullMarked;
