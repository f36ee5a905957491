/** The work list, for operators. */
@NullMarked
package io.jiaxiao.order.trouble.web;

import org.jspecify.annotations.NullMarked;
