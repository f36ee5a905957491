/** How any partner is called: deadlines, bounded answers, and who may call now. */
@NullMarked
package io.jiaxiao.mall.supply.call;

import org.jspecify.annotations.NullMarked;
