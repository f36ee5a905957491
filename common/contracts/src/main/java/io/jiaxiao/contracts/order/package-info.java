/** What order-service tells the others. */
@NullMarked
package io.jiaxiao.contracts.order;

import org.jspecify.annotations.NullMarked;
