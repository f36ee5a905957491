/**
 * 京东锦礼, ordered as JD's enterprise purchase (VOP) with a pool of its own (partners.md 5; that 锦礼 is VOP is INFERRED). A
 * token that only one login at a time renews, orders in two phases under our number, a message pool that is pulled.
 */
@NullMarked
package io.jiaxiao.mall.supply.jd;

import org.jspecify.annotations.NullMarked;
