/** What every channel's client needs of the wire: bounded calls whose fate is known, and the gate before them. */
@NullMarked
package io.jiaxiao.mall.supply.wire;

import org.jspecify.annotations.NullMarked;
