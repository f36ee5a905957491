/** Measures the ledger from within its package. */
@NullMarked
package io.jiaxiao.mall.points;

import org.jspecify.annotations.NullMarked;
