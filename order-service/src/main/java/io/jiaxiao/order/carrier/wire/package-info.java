/** How the carrier's platform is spoken to, and how its words are told from a stranger's. */
@NullMarked
package io.jiaxiao.order.carrier.wire;

import org.jspecify.annotations.NullMarked;
