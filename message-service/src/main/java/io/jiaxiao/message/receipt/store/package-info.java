/** Report and uplink tables. */
@NullMarked
package io.jiaxiao.message.receipt.store;

import org.jspecify.annotations.NullMarked;
