/** Where a message went, for operators. */
@NullMarked
package io.jiaxiao.message.tracking.web;

import org.jspecify.annotations.NullMarked;
