/** What every feature can tell of a purchase or a subscription, so that an operator reads all of it in one place. */
@NullMarked
package io.jiaxiao.order.timeline;

import org.jspecify.annotations.NullMarked;
