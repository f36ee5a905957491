/** Entitlements for parents and product lines. */
@NullMarked
package io.jiaxiao.order.entitlement.web;

import org.jspecify.annotations.NullMarked;
