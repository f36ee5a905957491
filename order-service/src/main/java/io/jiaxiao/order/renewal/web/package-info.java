/** Renewals for operators. */
@NullMarked
package io.jiaxiao.order.renewal.web;

import org.jspecify.annotations.NullMarked;
