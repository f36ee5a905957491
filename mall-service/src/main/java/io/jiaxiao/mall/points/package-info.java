/**
 * The points ledger: accounts and immutable transfers between them. Points are held before anything is shipped, posted
 * when it is, voided when it is refused; a correction is a reversal, never an edit.
 */
@NullMarked
package io.jiaxiao.mall.points;

import org.jspecify.annotations.NullMarked;
