/** How Alipay is spoken to, and how its words are told from a stranger's (partners.md 3). */
@NullMarked
package io.jiaxiao.order.payment.alipay;

import org.jspecify.annotations.NullMarked;
