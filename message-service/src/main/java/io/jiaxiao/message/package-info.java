/** SMS: accepted durably, dispatched through channels, followed until the phone has them. */
@NullMarked
package io.jiaxiao.message;

import org.jspecify.annotations.NullMarked;
