/** Events enter a transaction here and nowhere else. */
@NullMarked
package io.jiaxiao.starter.inbox;

import org.jspecify.annotations.NullMarked;
