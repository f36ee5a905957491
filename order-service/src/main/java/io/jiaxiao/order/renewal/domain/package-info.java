/** States of a renewal and its rows. */
@NullMarked
package io.jiaxiao.order.renewal.domain;

import org.jspecify.annotations.NullMarked;
