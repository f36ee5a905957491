/** Days, lines of files and differences as rows. */
@NullMarked
package io.jiaxiao.order.settlement.store;

import org.jspecify.annotations.NullMarked;
