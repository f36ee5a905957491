/** Operators bring the old platform's orders here from files (O8): mapped, tried dry, run in the background, undone. */
@NullMarked
package io.jiaxiao.order.migration;

import org.jspecify.annotations.NullMarked;
