/** 科飞: phone bills. JSON in GBK, signed over the exact text of its busiBody (partners.md 7). */
@NullMarked
package io.jiaxiao.mall.supply.kefei;

import org.jspecify.annotations.NullMarked;
