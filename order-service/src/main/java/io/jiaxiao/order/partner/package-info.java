/** Who may call a partner outside now: breakers, places and rates, one set for each partner. */
@NullMarked
package io.jiaxiao.order.partner;

import org.jspecify.annotations.NullMarked;
