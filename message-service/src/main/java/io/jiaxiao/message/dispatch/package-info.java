/** Brings waiting messages to a channel. */
@NullMarked
package io.jiaxiao.message.dispatch;

import org.jspecify.annotations.NullMarked;
