/**
 * What points are redeemed for: the order with its state machine, the channel that supplies it, and every way in which
 * points are spent for it or come back.
 */
@NullMarked
package io.jiaxiao.mall.redemption;

import org.jspecify.annotations.NullMarked;
