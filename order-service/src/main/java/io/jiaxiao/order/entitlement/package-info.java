/** What a child may use of each product, and until when (O5). */
@NullMarked
package io.jiaxiao.order.entitlement;

import org.jspecify.annotations.NullMarked;
