/** The revision table. */
@NullMarked
package io.jiaxiao.risk.reload.store;

import org.jspecify.annotations.NullMarked;
