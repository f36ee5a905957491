/** Where a child stands, as roster-service tells it, and who may act for it. */
@NullMarked
package io.jiaxiao.order.place;

import org.jspecify.annotations.NullMarked;
