/** Entitlements in SQL. */
@NullMarked
package io.jiaxiao.order.entitlement.store;

import org.jspecify.annotations.NullMarked;
