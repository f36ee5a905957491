/** Redemption for parents and operators. */
@NullMarked
package io.jiaxiao.mall.redemption.web;

import org.jspecify.annotations.NullMarked;
