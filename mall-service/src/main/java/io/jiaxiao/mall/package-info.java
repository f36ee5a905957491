/** Points mall: one balance for five product lines, and what it is redeemed for. */
@NullMarked
package io.jiaxiao.mall;

import org.jspecify.annotations.NullMarked;
