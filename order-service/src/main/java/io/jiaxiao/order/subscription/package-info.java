/** The stream of events of a child's subscription to a product, and the state it adds up to. */
@NullMarked
package io.jiaxiao.order.subscription;

import org.jspecify.annotations.NullMarked;
