/** The ledger's tables. */
@NullMarked
package io.jiaxiao.mall.points.store;

import org.jspecify.annotations.NullMarked;
