/** What is sold and at which price: products, plans, tariffs, quotes (O1). */
@NullMarked
package io.jiaxiao.order.catalogue;

import org.jspecify.annotations.NullMarked;
