/** Kinds and states of trouble. */
@NullMarked
package io.jiaxiao.order.trouble.domain;

import org.jspecify.annotations.NullMarked;
