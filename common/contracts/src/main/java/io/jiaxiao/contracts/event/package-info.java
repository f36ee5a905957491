/** What an event is, and where each one travels. */
@NullMarked
package io.jiaxiao.contracts.event;

import org.jspecify.annotations.NullMarked;
