/** Where payment partners call us. */
@NullMarked
package io.jiaxiao.order.payment.web;

import org.jspecify.annotations.NullMarked;
