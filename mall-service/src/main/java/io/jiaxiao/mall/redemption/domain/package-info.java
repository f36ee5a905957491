/** Orders as plain values: states and their moves, pauses, number segments. */
@NullMarked
package io.jiaxiao.mall.redemption.domain;

import org.jspecify.annotations.NullMarked;
