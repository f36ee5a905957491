/**
 * Supply channels behind one port: 京东锦礼 for goods, 年年卡 for cards and direct recharge, 科飞 for phone bills. The
 * redemption feature asks; a channel answers OK, REFUSED or UNKNOWN and never throws.
 */
@NullMarked
package io.jiaxiao.mall.supply;

import org.jspecify.annotations.NullMarked;
