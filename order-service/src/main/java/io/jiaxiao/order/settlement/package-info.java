/** Daily settlement (对账, K4): a partner's file of a business day compared with our books, put right where that is safe, told to people otherwise. */
@NullMarked
package io.jiaxiao.order.settlement;

import org.jspecify.annotations.NullMarked;
