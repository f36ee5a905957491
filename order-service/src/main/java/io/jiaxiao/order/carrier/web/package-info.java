/** Where the carrier calls us. */
@NullMarked
package io.jiaxiao.order.carrier.web;

import org.jspecify.annotations.NullMarked;
