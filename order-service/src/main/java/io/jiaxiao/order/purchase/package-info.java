/** From an accepted quote to money taken, and from there to money given back. All moves of money are here. */
@NullMarked
package io.jiaxiao.order.purchase;

import org.jspecify.annotations.NullMarked;
