/** Promotions that give money back, such as 订3退3 (O4). */
@NullMarked
package io.jiaxiao.order.promotion;

import org.jspecify.annotations.NullMarked;
