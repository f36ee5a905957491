/** How a partner's call to us is told from a stranger's. */
@NullMarked
package io.jiaxiao.mall.supply.callback;

import org.jspecify.annotations.NullMarked;
