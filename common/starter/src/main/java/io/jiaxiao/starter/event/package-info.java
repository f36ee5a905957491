/** How an event looks on the wire, and the broker behind it. */
@NullMarked
package io.jiaxiao.starter.event;

import org.jspecify.annotations.NullMarked;
