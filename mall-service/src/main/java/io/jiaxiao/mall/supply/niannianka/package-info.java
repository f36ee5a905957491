/** 年年卡: cards and direct recharge. No public document exists, so it speaks the Fulu shape (INFERRED, partners.md 6). */
@NullMarked
package io.jiaxiao.mall.supply.niannianka;

import org.jspecify.annotations.NullMarked;
